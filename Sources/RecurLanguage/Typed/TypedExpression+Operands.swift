extension TypedExpression {
  /// The expressions of which it is made.
  public var operands: [TypedExpression] {
    switch kind {
    case .number, .weight, .variable: []
    case .elementwise(_, let operands), .concatenate(let operands): operands
    case .product(let first, let second), .sample(_, _, let first, let second): [first, second]
    case .column(let operand), .row(let operand), .reduce(_, let operand), .argmax(let operand),
      .embedding(_, let operand), .onehot(_, let operand), .isToken(_, let operand),
      .dense(_, _, let operand), .element(_, let operand), .reverse(let operand),
      .ahead(_, let operand), .dropout(_, _, let operand):
      [operand]
    }
  }
}
