import RecurGraph

/// The greatest number of nodes that a scan may become when it is unrolled fully.
///
/// Straight-line code is quadratic in compile time: a function of 250 vector statements takes swiftc
/// 0.8 s and one of 1000 takes 4.7 s (6.3.1, x86-64), so at this size unrolling costs under a second.
/// To measure again, print functions of n statements `let b = fma(a, x, a)` and time `swiftc -O`.
let unrollBudget = 256

/// The number of time steps in one iteration of the loop of a scan that stays a loop: with two, the
/// present and the next state change places without a copy.
let stepsPerIteration = 2

/// Writes out the steps of a scan over a short length that is known when compiling; gives every other
/// scan `stepsPerIteration`.
///
/// A step reads a sequence by `element`, and the outputs are gathered by `sequence`; constants fold
/// into the first steps afterwards. A scan is unrolled fully if its length times the nodes of one step
/// is at most `unrollBudget`. Generations stay loops.
///
/// - Complexity: linear in the number of nodes that result.
func unroll(_ graph: Graph) -> Graph {
  var graph = graph
  var unroller = Unroller(graph: graph)
  graph.body = unroller.unroll(graph.body)
  graph.types = unroller.graph.types
  return graph
}

private struct Unroller {
  var graph: Graph

  mutating func unroll(_ region: Region) -> Region {
    var nodes: [Node] = []
    var replacements: [Value: Value] = [:]
    nodes.reserveCapacity(region.nodes.count)
    for var node in region.nodes {
      if let inner = node.region, !node.isKernel { node.region = unroll(inner) }
      guard var scan = node.scan, let inner = node.region else {
        nodes.append(node)
        continue
      }
      if case .fixed(let length)? = graph[node.operands[0]].length, length > 0,
        length <= unrollBudget / max(inner.nodeCount, 1)
      {
        nodes += steps(of: node, scan, inner, count: length, &replacements)
      } else {
        scan.unroll = stepsPerIteration
        node.operation = .scan(scan)
        nodes.append(node)
      }
    }
    var region = Region(parameters: region.parameters, nodes: nodes, results: region.results)
    region.substitute(replacements)
    return region
  }

  /// The nodes of `count` steps one after the other.
  private mutating func steps(
    of node: Node, _ scan: Scan, _ region: Region, count: Int,
    _ replacements: inout [Value: Value]
  ) -> [Node] {
    var nodes: [Node] = []
    var states = Array(node.operands.dropFirst(scan.inputs.count))
    var outputs = scan.outputs.map { _ in [Value]() }
    for step in 0..<count {
      let reads = zip(node.operands, scan.inputs).map { sequence, direction in
        graph.makeNode(
          .element(.at(direction == .forward ? step : count - 1 - step)), [sequence],
          origin: node.origin)
      }
      let copy = graph.copyNodes(of: region, arguments: reads.map(\.result) + states)
      nodes += reads + copy.nodes
      states = Array(copy.results.prefix(scan.states))
      for (i, value) in copy.results.dropFirst(scan.states).enumerated() {
        outputs[i].append(value)
      }
    }
    for (result, state) in zip(node.results, states) { replacements[result] = state }
    for (i, result) in node.results.dropFirst(scan.states).enumerated() {
      let values = scan.outputs[i] == .forward ? outputs[i] : outputs[i].reversed()
      nodes.append(Node(.sequence, values, results: [result], origin: node.origin))
    }
    return nodes
  }
}

extension Region {
  /// The number of nodes here and in the regions inside.
  fileprivate var nodeCount: Int {
    nodes.reduce(0) { $0 + 1 + ($1.region?.nodeCount ?? 0) }
  }
}
