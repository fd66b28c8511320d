extension [TypedStatement] {
  /// The variables on which weights have an influence by real numbers, inside scans and generations too; of
  /// what a scan leaves all or nothing.
  ///
  /// - Complexity: linear in the size of the statements.
  var variablesWithGradients: Set<VariableID> {
    var found: Set<VariableID> = []
    collectGradients(into: &found)
    return found
  }

  /// Adds what has a gradient to `found`; whether anything has.
  @discardableResult
  fileprivate func collectGradients(into found: inout Set<VariableID>) -> Bool {
    var isTrained = false
    for statement in self where statement.hasGradient(adding: &found) {
      found.formUnion(statement.variablesDefined)
      isTrained = true
    }
    return isTrained
  }
}

extension TypedStatement {
  /// Whether weights have an influence on what it defines; `found` gets what has a gradient inside.
  fileprivate func hasGradient(adding found: inout Set<VariableID>) -> Bool {
    switch self {
    case .binding(let binding): return binding.value.hasGradient(by: found)
    case .scan(let scan):
      let isTrained = scan.body.collectGradients(into: &found)
      let given = scan.inputs.map(\.sequence) + scan.states.map(\.initial)
      return isTrained || given.contains { $0.hasGradient(by: found) }
    // What it makes are tokens.
    case .generate: return false
    case .forcing(let forcing):
      let isTrained = forcing.generate.body.collectGradients(into: &found)
      let given = forcing.generate.states.map(\.initial) + [forcing.scores]
      return isTrained || given.contains { $0.hasGradient(by: found) }
    }
  }
}

extension TypedExpression {
  /// Whether weights have an influence on it by real numbers, as they have on variables in `found`.
  fileprivate func hasGradient(by found: Set<VariableID>) -> Bool {
    guard type.element == .real else { return false }
    switch kind {
    case .variable(let id): return found.contains(id)
    case .weight, .embedding, .dense: return true
    default: return operands.contains { $0.hasGradient(by: found) }
    }
  }
}
