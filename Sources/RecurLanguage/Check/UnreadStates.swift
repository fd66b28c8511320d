extension [TypedStatement] {
  /// The statements without the state sequences of scans that nothing reads.
  func withoutUnreadStates(
    keeping outputs: [VariableID], readBy others: [TypedStatement]
  ) -> [TypedStatement] {
    var reads = Set(outputs)
    for statement in self + others { statement.collectReads(into: &reads) }
    return pruned(reads)
  }

  private func pruned(_ reads: Set<VariableID>) -> [TypedStatement] {
    map { statement in
      switch statement {
      case .binding: return statement
      case .scan(var scan):
        scan.outputs = scan.outputs.enumerated()
          .filter { index, output in index == 0 || reads.contains(output.sequence.id) }
          .map(\.element)
        return .scan(scan)
      case .generate(var generate):
        generate.body = generate.body.pruned(reads)
        return .generate(generate)
      }
    }
  }
}

extension TypedStatement {
  fileprivate func collectReads(into reads: inout Set<VariableID>) {
    switch self {
    case .binding(let binding): binding.value.collectReads(into: &reads)
    case .scan(let scan):
      for input in scan.inputs { input.sequence.collectReads(into: &reads) }
      for state in scan.states { state.initial.collectReads(into: &reads) }
    case .generate(let generate):
      for state in generate.states { state.initial.collectReads(into: &reads) }
      for statement in generate.body { statement.collectReads(into: &reads) }
      generate.token.collectReads(into: &reads)
    }
  }
}

extension TypedExpression {
  fileprivate func collectReads(into reads: inout Set<VariableID>) {
    if case .variable(let id) = kind { reads.insert(id) }
    for operand in operands { operand.collectReads(into: &reads) }
  }
}
