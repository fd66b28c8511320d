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
  /// Behind its answers are the states after the last step, in the same order. Gradients do not go back into
  /// what was carried (truncated backpropagation through time, Williams and Peng 1990).
  ///
  /// - Throws: what in the graph reads other time steps than those up to its own, or does not end as a state.
  /// - Complexity: linear in the number of nodes.
  public func carryingStates() throws(NotCuttable) -> Graph {
    var length: Length?
    for (input, value) in zip(inputs, inputValues) {
      guard let own = self[value].length else { continue }
      guard case .variable = own, own == length ?? own else {
        throw NotCuttable(
          reason: "the sequence `\(input.name)` is not cut with the others: its length is its own",
          origin: nil)
      }
      length = own
    }
    for node in body.nodes {
      if let reason = faultOfPieces(node) { throw NotCuttable(reason: reason, origin: node.origin) }
    }
    return writeCarried()
  }

  /// What keeps a node of the body from doing the same for a piece of its sequences.
  private func faultOfPieces(_ node: Node) -> String? {
    switch node.operation {
    case .element, .reverse, .ahead, .sequence, .generate, .gradient(.placed):
      return "what is read is at another time step, which may be in another piece"
    case .scan(let scan):
      if (scan.inputs + scan.outputs).contains(.backward) {
        return "a cell runs from the last time step to the first"
      }
      if node.region!.freeValues.contains(where: { self[$0].length != nil }) {
        return "a cell reads a whole sequence at each step"
      }
      let states = node.operands.dropFirst(scan.inputs.count)
      return states.contains { self[$0].element != .real } ? "a state is a token" : nil
    default:
      return nil
    }
  }

  private func writeCarried() -> Graph {
    var graph = self
    var nodes: [Node] = []
    var carried: [(parameter: Value, final: Value)] = []
    let begins = graph.makeValue(.real())
    for var node in body.nodes {
      if case .scan(let scan) = node.operation {
        for state in 0..<scan.states {
          let place = scan.inputs.count + state
          let parameter = graph.makeValue(graph[node.operands[place]])
          let first = graph.makeNode(
            .elementwise(.select), [begins, node.operands[place], parameter], origin: node.origin)
          nodes.append(first)
          node.operands[place] = first.result
          carried.append((parameter, node.results[state]))
        }
      }
      nodes.append(node)
    }
    let names = carried.indices.map { "\(Graph.carriedPrefix)\($0)" }
    let values = carried.map(\.parameter) + [begins]
    graph.body.parameters.insert(contentsOf: values, at: inputs.count)
    graph.inputs += (names + ["\(Graph.carriedPrefix)begins"]).map { Input(name: $0) }
    graph.body.nodes = nodes
    graph.outputs += names.map { Output(name: $0) }
    graph.body.results += carried.map(\.final)
    return graph
  }
}
