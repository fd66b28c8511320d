extension [TypedStatement] {
  /// The variables that are read, those that are defined inside included.
  public var variablesRead: Set<VariableID> {
    var reads: Set<VariableID> = []
    for statement in self { statement.collectReads(into: &reads) }
    return reads
  }
}

extension TypedStatement {
  /// The variables that the statement defines around itself.
  public var variablesDefined: [VariableID] {
    switch self {
    case .binding(let binding): [binding.variable.id]
    case .scan(let scan): scan.outputs.map(\.sequence.id) + scan.finals.map(\.id)
    case .generate(let generate): [generate.sequence.id]
    case .forcing(let forcing): [forcing.sequence.id]
    }
  }

  /// Those that have a time axis.
  public var sequencesDefined: [VariableID] {
    switch self {
    case .binding(let binding):
      binding.variable.type.length == nil ? [] : [binding.variable.id]
    case .scan(let scan): scan.outputs.map(\.sequence.id)
    case .generate(let generate): [generate.sequence.id]
    case .forcing(let forcing): [forcing.sequence.id]
    }
  }

  fileprivate func collectReads(into reads: inout Set<VariableID>) {
    switch self {
    case .binding(let binding): binding.value.collectReads(into: &reads)
    case .scan(let scan):
      for input in scan.inputs { input.sequence.collectReads(into: &reads) }
      for state in scan.states { state.initial.collectReads(into: &reads) }
      reads.formUnion(scan.body.variablesRead)
    case .generate(let generate):
      generate.collectReads(into: &reads)
      generate.token.collectReads(into: &reads)
    case .forcing(let forcing):
      forcing.truth.collectReads(into: &reads)
      forcing.generate.collectReads(into: &reads)
      forcing.scores.collectReads(into: &reads)
    }
  }
}

extension TypedGenerate {
  fileprivate func collectReads(into reads: inout Set<VariableID>) {
    for state in states { state.initial.collectReads(into: &reads) }
    reads.formUnion(body.variablesRead)
  }
}

extension TypedExpression {
  fileprivate func collectReads(into reads: inout Set<VariableID>) {
    if case .variable(let id) = kind { reads.insert(id) }
    for operand in operands { operand.collectReads(into: &reads) }
  }
}
