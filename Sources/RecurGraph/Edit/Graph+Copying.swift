extension Graph {
  /// A copy of the nodes of `region` that defines new values, with `arguments` in place of its
  /// parameters.
  ///
  /// Values that the region does not define are used as they are.
  ///
  /// - Returns: the nodes, and what stands in the copy for the region's results.
  /// - Requires: as many arguments as the region has parameters.
  public mutating func copyNodes(
    of region: Region, arguments: [Value]
  ) -> (nodes: [Node], results: [Value]) {
    precondition(arguments.count == region.parameters.count, "a parameter has no argument")
    var copies = Dictionary(zip(region.parameters, arguments)) { first, _ in first }
    let nodes = region.nodes.map { copy($0, &copies) }
    return (nodes, region.results.map { copies[$0] ?? $0 })
  }

  private mutating func copy(_ node: Node, _ copies: inout [Value: Value]) -> Node {
    var node = node
    node.operands = node.operands.map { copies[$0] ?? $0 }
    node.results = node.results.map { define($0, &copies) }
    if let region = node.region {
      node.region = Region(
        parameters: region.parameters.map { define($0, &copies) },
        nodes: region.nodes.map { copy($0, &copies) },
        results: region.results.map { copies[$0] ?? $0 })
    }
    return node
  }

  private mutating func define(_ value: Value, _ copies: inout [Value: Value]) -> Value {
    let new = makeValue(self[value])
    copies[value] = new
    return new
  }
}
