extension Graph {
  /// This graph with its values numbered from 0 in the order in which the text form defines them, and
  /// without the numbers that nothing defines.
  ///
  /// - Complexity: linear in the size of the graph.
  public func renumbered() -> Graph {
    var renumbering = Renumbering(types: types)
    var result = self
    result.body = renumbering.renumber(body)
    result.types = renumbering.newTypes
    return result
  }
}

/// Gives values new numbers as it meets their definitions.
private struct Renumbering {
  let types: [TensorType]
  var newTypes: [TensorType] = []
  var numbers: [Value: Value] = [:]

  init(types: [TensorType]) { self.types = types }

  mutating func renumber(_ region: Region) -> Region {
    let parameters = region.parameters.map { number($0) }
    let nodes = region.nodes.map { renumber($0) }
    return Region(
      parameters: parameters, nodes: nodes, results: region.results.map { number($0) })
  }

  private mutating func renumber(_ node: Node) -> Node {
    var node = node
    // A value that nothing defines gets its number where it is used: the printer must show it.
    node.operands = node.operands.map { number($0) }
    node.results = node.results.map { number($0) }
    node.region = node.region.map { renumber($0) }
    return node
  }

  private mutating func number(_ value: Value) -> Value {
    if let known = numbers[value] { return known }
    newTypes.append(types[value.number])
    let new = Value(newTypes.count - 1)
    numbers[value] = new
    return new
  }
}
