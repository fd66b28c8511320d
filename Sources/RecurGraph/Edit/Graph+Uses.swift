extension Graph {
  /// How often each value is used, at the index of its number.
  public func useCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: types.count)
    body.forEachUse { counts[$0.number] += 1 }
    return counts
  }

  /// The node that defines each value, at the index of its number; nil for parameters.
  public func definitions() -> [Node?] {
    var nodes = [Node?](repeating: nil, count: types.count)
    body.forEachNode { node in
      for result in node.results { nodes[result.number] = node }
    }
    return nodes
  }

  /// The values of the weights, in their order.
  public var weightValues: ArraySlice<Value> { body.parameters.dropFirst(inputs.count) }

  /// The values of the inputs, in their order.
  public var inputValues: ArraySlice<Value> { body.parameters.prefix(inputs.count) }
}
