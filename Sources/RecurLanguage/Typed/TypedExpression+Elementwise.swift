extension TypedStatement {
  /// Whether each element of what it defines depends on elements at the same position only.
  var isElementwise: Bool {
    if case .binding(let binding) = self { binding.value.isElementwise } else { false }
  }
}

extension TypedExpression {
  /// Whether each element depends on elements at the same position only.
  var isElementwise: Bool {
    switch kind {
    case .number, .variable: true
    case .elementwise(_, let operands): operands.allSatisfy(\.isElementwise)
    default: false
    }
  }
}
