import RecurGraph

/// Why sequences of a model cannot be cut into pieces.
public struct NotCuttable: Error, Hashable, Sendable {
  /// What stops it, as a sentence without its end.
  public let reason: String
  /// Where in the spec that is.
  public let origin: Origin?
}

extension Graph {
  /// This graph for pieces of sequences, one after the other: states go on where those of the piece before
  /// have ended.
  ///
  /// Behind its inputs it has one more for each state of a scan, `carried.0` and so on, and one number,
  /// `carried.begins`: where that is not 0 each state begins as the model says, elsewhere as its input says.
  /// Behind its answers are the states after the last step, in the same order.
  ///
  /// If all pieces make one step, a number more is given behind these inputs, `carried.ends`: where that is 0
  /// sequences go on behind the piece, and what of the answers has no time axis does not count yet: what is
  /// known when a sequence has ended is 1 there, which no function or derivative makes infinite.
  ///
  /// What no answer depends on is left out.
  ///
  /// - Throws: what in the graph reads other time steps than those up to its own, or does not end as a state.
  /// - Complexity: linear in the number of nodes.
  public func carryingStates(for use: PieceUse) throws(NotCuttable) -> Graph {
    var length: Length?
    for (input, value) in zip(inputs, inputValues) {
      guard let own = self[value].length else { continue }
      if case .fixed(let steps) = own {
        throw NotCuttable(
          reason:
            "the sequence `\(input.name)` always has \(steps) time steps, and only what has any number is",
          origin: nil)
      }
      guard own == length ?? own else {
        throw NotCuttable(
          reason: "the sequence `\(input.name)` is not cut with the others: its length is its own",
          origin: nil)
      }
      length = own
    }
    guard length != nil else {
      throw NotCuttable(reason: "there is no sequence", origin: nil)
    }
    let graph = removeDeadCode(from: self)
    var faults = PieceFaults(graph: graph, use: use)
    for node in graph.body.nodes {
      if let reason = faults.fault(of: node) {
        throw NotCuttable(reason: reason, origin: node.origin)
      }
    }
    return graph.writeCarried(for: use, known: faults.known)
  }

  /// - Parameter known: what is known when a sequence has ended.
  private func writeCarried(for use: PieceUse, known: Set<Value>) -> Graph {
    var graph = self
    var nodes: [Node] = []
    var carried: [(parameter: Value, final: Value)] = []
    let begins = graph.makeValue(.real())
    let ends = use == .all ? graph.makeValue(.real()) : nil
    /// A value where rows end, elsewhere a number.
    func whereEnded(_ value: Value, else number: Double, _ ends: Value, _ origin: Origin?) -> Value
    {
      let other = graph.makeNode(.constant(number), [], stated: [graph[value]], origin: origin)
      let chosen = graph.makeNode(
        .elementwise(.select), [ends, value, other.result], origin: origin)
      nodes += [other, chosen]
      return chosen.result
    }
    var ended: [Value: Value] = [:]
    for var node in body.nodes {
      node.substitute(ended)
      switch node.operation {
      case .scan(let scan):
        for state in 0..<scan.states {
          let place = scan.inputs.count + state
          let parameter = graph.makeValue(graph[node.operands[place]])
          let first = graph.makeNode(
            .elementwise(.select), [begins, node.operands[place], parameter], origin: node.origin)
          nodes.append(first)
          node.operands[place] = first.result
          carried.append((parameter, node.results[state]))
        }
      case .gradient(.total):
        guard let ends, graph[node.operands[0]].length == nil else { break }
        node.operands[0] = whereEnded(node.operands[0], else: 0, ends, node.origin)
      default: break
      }
      nodes.append(node)
      guard let ends else { continue }
      for result in node.results where known.contains(result) && graph[result].element == .real {
        ended[result] = whereEnded(result, else: 1, ends, node.origin)
      }
    }
    let names = carried.indices.map { "\(Graph.carriedPrefix)\($0)" }
    let marks = [(Graph.carriedBegins, begins)] + (ends.map { [(Graph.carriedEnds, $0)] } ?? [])
    graph.body.parameters.insert(
      contentsOf: carried.map(\.parameter) + marks.map(\.1), at: inputs.count)
    graph.inputs += (names + marks.map(\.0)).map { Input(name: $0) }
    graph.body.nodes = nodes
    graph.outputs += names.map { Output(name: $0) }
    graph.body.results += carried.map(\.final)
    return graph
  }
}

/// Finds what keeps nodes from doing the same for pieces of their sequences.
private struct PieceFaults {
  let graph: Graph
  let use: PieceUse
  /// What is known when a sequence has ended, and not before.
  private(set) var known: Set<Value> = []

  init(graph: Graph, use: PieceUse) {
    self.graph = graph
    self.use = use
  }

  /// What is wrong with a node of the body, behind all those before it.
  mutating func fault(of node: Node) -> String? {
    var isKnownAtEnd = false
    node.forEachUse { if known.contains($0) { isKnownAtEnd = true } }
    if isKnownAtEnd, node.region != nil || node.results.contains(where: hasTime) {
      return "what is known when a sequence has ended is read at its steps"
    }
    switch node.operation {
    case .element(.last) where use == .all: isKnownAtEnd = true
    case .element, .reverse, .ahead, .sequence, .generate, .gradient(.placed):
      return "what is read is at another time step, which may be in another piece"
    case .scan(let scan):
      if let reason = fault(of: scan, node) { return reason }
      known.formUnion(node.results.prefix(scan.states))
    case .gradient(.total):
      // It is of all rows, whether they have ended or not.
      isKnownAtEnd = false
      if use == .each, !hasTime(node.operands[0]) {
        return "what is learned from is known when a sequence has ended, not at each step"
      }
    default: break
    }
    if isKnownAtEnd { known.formUnion(node.results) }
    return nil
  }

  private func fault(of scan: Scan, _ node: Node) -> String? {
    if (scan.inputs + scan.outputs).contains(.backward) {
      return "a cell runs from the last time step to the first"
    }
    if node.region!.freeValues.contains(where: hasTime) {
      return "a cell reads a whole sequence at each step"
    }
    let states = node.operands.dropFirst(scan.inputs.count)
    return states.contains { graph[$0].element != .real } ? "a state is a token" : nil
  }

  private func hasTime(_ value: Value) -> Bool { graph[value].length != nil }
}
