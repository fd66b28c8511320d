/// Comparisons of tokens.
extension BodyChecker {
  /// `a == b` or `a != b` of tokens of which one may be a number.
  mutating func compareTokens(
    _ sign: ExpressionSyntax.Operator, _ values: [CheckedValue], at span: SourceSpan,
    signSpan: SourceSpan
  ) -> CheckedValue? {
    guard let length = commonLength(of: values, in: sign.rawValue, at: signSpan),
      let equal = equality(of: values, over: length, sign, at: span)
    else { return nil }
    guard sign == .notEqual else { return equal }
    let one = CheckedValue(.number(1), .scalar, at: place(span))
    return elementwise("subtract", sign: sign.rawValue, [one, equal], at: span)
  }

  /// 1 where both tokens are the same, else 0; nil after a diagnostic.
  private mutating func equality(
    of values: [CheckedValue], over length: ValueType.Length?, _ sign: ExpressionSyntax.Operator,
    at span: SourceSpan
  ) -> CheckedValue? {
    let type = CheckedType.scalar.over(length)
    let expressions = values.map { $0.at(place($0.span)).expression }
    let counts = values.map { value -> Int? in
      if case .token(let count) = value.type.element { count } else { nil }
    }
    if let first = counts[0], let second = counts[1] {
      let count = max(first, second)
      let marks = zip(values, expressions).map { value, expression in
        CheckedValue(
          .onehot(count: count, expression),
          CheckedType(shape: [Extent(count)], length: value.type.length), at: place(span))
      }
      return elementwise("multiply", sign: sign.rawValue, marks, at: span).map {
        CheckedValue(.reduce("sum", $0.expression), type, at: place(span))
      }
    }
    let position = counts[0] == nil ? 1 : 0
    let (token, other) = (values[position], values[1 - position])
    guard case .number(let number) = other.expression.kind, let number = Int(exactly: number),
      let count = counts[position]
    else {
      report(.tokenComparedWith(other, token))
      return nil
    }
    guard 0..<count ~= number else {
      report(.tokenOutOfRange(number, count: count, at: other.span))
      return nil
    }
    return CheckedValue(.isToken(number, expressions[position]), type, at: place(span))
  }
}
