import RecurGraph

/// Removes what no output of the graph depends on: nodes, and the inputs, states and outputs of
/// scans, the states of generations, the results of kernels.
///
/// A state that only feeds itself is dead. The graph's inputs and weights stay: they are its
/// signature. A scan keeps at least one input, since that gives its length.
///
/// - Complexity: linear in the number of nodes.
func removeDeadCode(from graph: Graph) -> Graph {
  var graph = graph
  var liveness = Liveness(of: graph)
  liveness.mark(graph.body.results)
  liveness.markLengthsOfScans()
  graph.body = liveness.sweep(graph.body)
  return graph
}

/// Which values reach an output.
private struct Liveness {
  private enum Definition {
    case result(node: Int, Int)
    case parameter(node: Int, Int)
  }

  private var nodes: [Node] = []
  private var definitions: [Definition?]
  private var live: [Bool]
  private var pending: [Value] = []

  init(of graph: Graph) {
    definitions = Array(repeating: nil, count: graph.types.count)
    live = Array(repeating: false, count: graph.types.count)
    define(graph.body)
  }

  private mutating func define(_ region: Region) {
    for node in region.nodes {
      let index = nodes.count
      nodes.append(node)
      for (i, value) in node.results.enumerated() {
        definitions[value.number] = .result(node: index, i)
      }
      if let inner = node.region {
        for (i, value) in inner.parameters.enumerated() {
          definitions[value.number] = .parameter(node: index, i)
        }
        define(inner)
      }
    }
  }

  mutating func mark(_ values: [Value]) {
    pending += values
    while let value = pending.popLast() {
      if live[value.number] { continue }
      live[value.number] = true
      switch definitions[value.number] {
      case .result(let node, let i): markDependencies(ofResult: i, of: nodes[node])
      case .parameter(let node, let i): markDependencies(ofParameter: i, of: nodes[node])
      case nil: break
      }
    }
  }

  private mutating func markDependencies(ofResult i: Int, of node: Node) {
    switch (node.operation, node.region) {
    case (.scan(let scan), let region?) where i < scan.states:
      pending += [
        node.operands[scan.inputs.count + i], region.parameters[scan.inputs.count + i],
        region.results[i],
      ]
    case (.scan, let region?), (.generate, let region?), (.kernel, let region?):
      pending.append(region.results[i])
    default:
      pending += node.operands
    }
  }

  private mutating func markDependencies(ofParameter i: Int, of node: Node) {
    switch node.operation {
    case .scan(let scan):
      pending.append(i < scan.inputs.count ? node.operands[i] : node.results[i - scan.inputs.count])
    case .generate where i > 0:
      pending += [node.operands[i - 1], node.region!.results[i]]
    default: break
    }
  }

  /// Keeps the first input of each live scan that has none otherwise.
  mutating func markLengthsOfScans() {
    var changed = true
    while changed {
      changed = false
      for node in nodes where node.scan != nil && node.results.contains(where: isLive) {
        let inputs = node.region!.parameters.prefix(node.scan!.inputs.count)
        if let first = inputs.first, !inputs.contains(where: isLive) {
          mark([first])
          changed = true
        }
      }
    }
  }

  private func isLive(_ value: Value) -> Bool { live[value.number] }

  func sweep(_ region: Region) -> Region {
    var region = region
    region.nodes = region.nodes.compactMap { node in
      guard node.results.contains(where: isLive) else { return nil }
      guard let inner = node.region else { return node }
      var node = node
      node.region = sweep(inner)
      trim(&node)
      return node
    }
    return region
  }

  /// Removes what is dead of the interface between `node` and its region.
  private func trim(_ node: inout Node) {
    switch node.operation {
    case .scan(var scan):
      let keptResults = node.results.map(isLive)
      let keptInputs = node.region!.parameters.prefix(scan.inputs.count).map(isLive)
      let keptOperands = keptInputs + keptResults.prefix(scan.states)
      let keptOutputs = Array(keptResults.dropFirst(scan.states))
      scan.states = keptResults.prefix(scan.states).count { $0 }
      scan.inputs = scan.inputs.keeping(keptInputs)
      scan.outputs = scan.outputs.keeping(keptOutputs)
      node.operation = .scan(scan)
      node.operands = node.operands.keeping(keptOperands)
      node.region!.parameters = node.region!.parameters.keeping(keptOperands)
      node.region!.results = node.region!.results.keeping(keptResults)
      node.results = node.results.keeping(keptResults)
    case .generate(var generate):
      let keptStates = node.region!.parameters.dropFirst().map(isLive)
      generate.states = keptStates.count { $0 }
      node.operation = .generate(generate)
      node.operands = node.operands.keeping(keptStates)
      node.region!.parameters = node.region!.parameters.keeping([true] + keptStates)
      node.region!.results = node.region!.results.keeping([true] + keptStates)
    default:
      let kept = node.results.map(isLive)
      node.region!.results = node.region!.results.keeping(kept)
      node.results = node.results.keeping(kept)
    }
  }
}

extension Array {
  /// The elements at whose index `kept` says so.
  fileprivate func keeping(_ kept: [Bool]) -> [Element] {
    zip(self, kept).filter(\.1).map(\.0)
  }
}
