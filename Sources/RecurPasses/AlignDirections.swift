import RecurGraph

/// Makes every scan read and write all its sequences in one direction, that of the first, by reversing the
/// others outside of it.
///
/// Rows of a batch that differ in length can so be at one time step together, whichever of their ends that
/// step is counted from. Scans whose length is known when compiling have no such rows and stay.
///
/// - Complexity: linear in the number of nodes.
func alignDirections(in graph: Graph) -> Graph {
  var graph = graph
  graph.body = aligned(graph.body, of: &graph)
  return graph
}

private func aligned(_ region: Region, of graph: inout Graph) -> Region {
  var region = region
  var nodes: [Node] = []
  for var node in region.nodes {
    if !node.isKernel { node.region = node.region.map { aligned($0, of: &graph) } }
    nodes += aligned(node, of: &graph)
  }
  region.nodes = nodes
  return region
}

/// The scan between the reversals that it needs; any other node alone.
private func aligned(_ node: Node, of graph: inout Graph) -> [Node] {
  guard var scan = node.scan, let direction = scan.inputs.first,
    case .variable? = graph[node.operands[0]].length
  else { return [node] }
  var node = node
  var before: [Node] = []
  var after: [Node] = []
  for i in scan.inputs.indices where scan.inputs[i] != direction {
    let reversal = graph.makeNode(.reverse, [node.operands[i]], origin: node.origin)
    node.operands[i] = reversal.result
    scan.inputs[i] = direction
    before.append(reversal)
  }
  for i in scan.outputs.indices where scan.outputs[i] != direction {
    let output = node.results[scan.states + i]
    var reversal = graph.makeNode(.reverse, [output], origin: node.origin)
    node.results[scan.states + i] = reversal.result
    reversal.operands = [reversal.result]
    reversal.results = [output]
    scan.outputs[i] = direction
    after.append(reversal)
  }
  node.operation = .scan(scan)
  return before + [node] + after
}
