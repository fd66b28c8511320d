import RecurGraph

extension FoldingFacts {
  /// What the value of a sequence at `position` is, where the sequence is put together of single
  /// values, is another one reversed, or holds the states of a scan.
  func foldedElement(_ position: Position, _ node: Node) -> Folded? {
    var (position, source) = (position, node.operands[0])
    while let definition = definitions[source], definition.operation == .reverse,
      let opposite = opposite(of: position, in: source)
    {
      position = opposite
      source = definition.operands[0]
    }
    if let definition = definitions[source] {
      if definition.operation == .sequence {
        return .value(definition.operands[index(of: position, definition.operands.count)])
      }
      if let state = finalState(of: definition, at: position, of: source) { return .value(state) }
    }
    return source == node.operands[0] ? nil : .operation(.element(position), [source])
  }

  private func opposite(of position: Position, in sequence: Value) -> Position? {
    switch (position, types[sequence.number].length) {
    case (.first, _): .last
    case (.last, _): .first
    case (.at(let time), .fixed(let count)?): .at(count - 1 - time)
    case (.at, _): nil
    }
  }

  private func index(of position: Position, _ count: Int) -> Int {
    switch position {
    case .first: 0
    case .last: count - 1
    case .at(let time): time
    }
  }

  /// The final state of the scan `node` that is the same as `output` at `position`.
  private func finalState(of node: Node, at position: Position, of output: Value) -> Value? {
    guard let scan = node.scan, let region = node.region,
      let i = node.results.firstIndex(of: output), i >= scan.states,
      isLastStep(position, scan.outputs[i - scan.states], types[output.number].length)
    else { return nil }
    let next = region.results.prefix(scan.states)
    return next.firstIndex(of: region.results[i]).map { node.results[$0] }
  }

  private func isLastStep(_ position: Position, _ direction: Direction, _ length: Length?) -> Bool {
    switch (position, direction, length) {
    case (.last, .forward, _), (.first, .backward, _): true
    case (.at(let time), .forward, .fixed(let count)?): time == count - 1
    case (.at(0), .backward, _): true
    default: false
    }
  }
}
