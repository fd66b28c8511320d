extension [TypedStatement] {
  /// The variables on which weights have an influence by real numbers, inside scans and generations too; of
  /// those that depend on each other all or none.
  var variablesWithGradients: Set<VariableID> {
    var found: Set<VariableID> = []
    for statement in self { statement.collectGradients(into: &found) }
    return found
  }
}

extension TypedStatement {
  fileprivate func collectGradients(into found: inout Set<VariableID>) {
    switch self {
    case .binding(let binding):
      if binding.value.hasGradient(by: found) { found.insert(binding.variable.id) }
    case .scan(let scan):
      let given = scan.inputs.map(\.sequence) + scan.states.map(\.initial)
      var inside = found
      for statement in scan.body { statement.collectGradients(into: &inside) }
      let isTrained = inside.count > found.count || given.contains { $0.hasGradient(by: found) }
      guard isTrained else { return }
      found.formUnion(scan.outputs.map(\.sequence.id) + scan.finals.map(\.id))
    // What it makes are tokens.
    case .generate: return
    case .forcing(let forcing):
      var inside = found
      for statement in forcing.generate.body { statement.collectGradients(into: &inside) }
      let given = forcing.generate.states.map(\.initial) + [forcing.scores]
      let isTrained = inside.count > found.count || given.contains { $0.hasGradient(by: found) }
      if isTrained { found.insert(forcing.sequence.id) }
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
