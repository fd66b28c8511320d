import RecurGraph

/// Turns scans of one block that run over the same length and do not wait for each other into one
/// scan, whose sequences keep their own directions: the two halves of a bidirectional layer.
///
/// Scans with as many other scans in front of them cannot depend on each other; only such are merged.
/// Where any are, the nodes of the block are put in the order of how many scans are in front of them.
///
/// - Complexity: linear in the number of nodes times the depth of the nesting, but for a sort.
func mergeScans(in graph: Graph) -> Graph {
  var graph = graph
  graph.body = merging(graph.body, of: graph)
  return graph
}

private func merging(_ region: Region, of graph: Graph) -> Region {
  var region = region
  for i in region.nodes.indices where !region.nodes[i].isKernel {
    region.nodes[i].region = region.nodes[i].region.map { merging($0, of: graph) }
  }
  let depths = depths(of: region)
  var groups: [GroupKey: [Node]] = [:]
  for (node, depth) in zip(region.nodes, depths) {
    if let key = GroupKey(node, depth, graph) { groups[key, default: []].append(node) }
  }
  guard groups.values.contains(where: { $0.count > 1 }) else { return region }
  var items: [(depth: Int, order: Int, node: Node)] = []
  for (i, (node, depth)) in zip(region.nodes, depths).enumerated() {
    guard let key = GroupKey(node, depth, graph) else {
      items.append((depth, region.nodes.count + i, node))
      continue
    }
    if let group = groups.removeValue(forKey: key) { items.append((depth, i, merged(group))) }
  }
  items.sort { ($0.depth, $0.order) < ($1.depth, $1.order) }
  region.nodes = items.map(\.node)
  return region
}

/// What scans must have in common to become one.
private struct GroupKey: Hashable {
  let depth: Int
  let length: Length
  let unroll: Int

  init?(_ node: Node, _ depth: Int, _ graph: Graph) {
    guard let scan = node.scan, let length = graph[node.operands[0]].length else { return nil }
    self.depth = depth
    self.length = length
    unroll = scan.unroll
  }
}

/// The greatest number of scans of the block that each node waits for one after the other, itself
/// included.
private func depths(of region: Region) -> [Int] {
  var known: [Value: Int] = [:]
  return region.nodes.map { node in
    var depth = 0
    node.forEachUse { depth = max(depth, known[$0] ?? 0) }
    if node.scan != nil { depth += 1 }
    for result in node.results { known[result] = depth }
    return depth
  }
}

/// One scan that does what all of `scans` do.
private func merged(_ scans: [Node]) -> Node {
  guard scans.count > 1 else { return scans[0] }
  var inputs = Parts()
  var states = Parts()
  var outputs = Parts()
  var nodes: [Node] = []
  for node in scans {
    guard let scan = node.scan, let region = node.region else { continue }
    let (read, kept) = (scan.inputs.count, scan.states)
    inputs.directions += scan.inputs
    inputs.operands += node.operands.prefix(read)
    inputs.parameters += region.parameters.prefix(read)
    states.operands += node.operands.dropFirst(read)
    states.parameters += region.parameters.dropFirst(read)
    states.yields += region.results.prefix(kept)
    states.results += node.results.prefix(kept)
    outputs.directions += scan.outputs
    outputs.yields += region.results.dropFirst(kept)
    outputs.results += node.results.dropFirst(kept)
    nodes += region.nodes
  }
  let scan = Scan(
    inputs: inputs.directions, states: states.operands.count, outputs: outputs.directions,
    unroll: scans[0].scan!.unroll)
  let region = Region(
    parameters: inputs.parameters + states.parameters, nodes: nodes,
    results: states.yields + outputs.yields)
  return Node(
    .scan(scan), inputs.operands + states.operands, results: states.results + outputs.results,
    region: region, label: scans[0].label, origin: scans[0].origin)
}

/// The inputs, the states or the outputs of several scans.
private struct Parts {
  var directions: [Direction] = []
  var operands: [Value] = []
  var parameters: [Value] = []
  var yields: [Value] = []
  var results: [Value] = []
}
