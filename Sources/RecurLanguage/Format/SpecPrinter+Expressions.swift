extension SpecPrinter {
  /// An expression without parentheses around it.
  func layout(_ expression: ExpressionSyntax) -> Layout {
    switch expression.kind {
    case .number(_, let text): .text(text)
    case .string(let text): .text(Token.quoted(text))
    case .name(let name): .text(name)
    case .next(let name): .text(name + "'")
    case .negation(let value):
      .sequence([.text("-"), value.isBinary ? parenthesized(value) : layout(value)])
    case .binary(let sign, let left, let right, _): chain(sign, left, right)
    case .call(let call): .sequence([postfix(call.callee), arguments(call.arguments)])
    case .member(let value, let member): .sequence([postfix(value), .text("." + member.text)])
    case .generate(let generate): layout(generate)
    }
  }

  private func parenthesized(_ expression: ExpressionSyntax) -> Layout {
    .sequence([.text("("), layout(expression), .text(")")])
  }

  /// What stands in front of parentheses or a point.
  private func postfix(_ expression: ExpressionSyntax) -> Layout {
    if case .negation = expression.kind { return parenthesized(expression) }
    return expression.isBinary ? parenthesized(expression) : layout(expression)
  }

  /// Operands whose operators bind alike, with line breaks behind operators.
  private func chain(
    _ sign: ExpressionSyntax.Operator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> Layout {
    var first = left
    var rest = [(sign, right)]
    while case .binary(let inner, let left, let right, _) = first.kind,
      inner.precedence == sign.precedence, !sign.compares
    {
      rest.append((inner, right))
      first = left
    }
    let lowest = sign.compares ? sign.precedence + 1 : sign.precedence
    let start = first.precedence < lowest ? parenthesized(first) : layout(first)
    let operands = rest.reversed().map { sign, operand in
      let isNeeded = operand.precedence <= sign.precedence
      let isKept = sign.precedence == 3 && operand.isBinary && operand.isParenthesized
      let value = isNeeded || isKept ? parenthesized(operand) : layout(operand)
      // A line that begins so would be a statement of its own.
      let isStatement =
        !(isNeeded || isKept) && Parser.statementWords.contains(operand.firstLeaf.name)
      return Layout.sequence([
        .text(" " + sign.rawValue), isStatement ? .text(" ") : .line, value,
      ])
    }
    return .group(.sequence([start, .indented(.sequence(operands))]))
  }

  /// The arguments of a call in their parentheses.
  private func arguments(_ arguments: [CallSyntax.Argument]) -> Layout {
    .parenthesized(
      arguments.map { argument in
        let label = argument.label.map { $0.text + ": " } ?? ""
        return .sequence([.text(label), layout(argument.value)])
      })
  }

  private func layout(_ generate: GenerateSyntax) -> Layout {
    let parameter = generate.parameter
    let inside = Self.inside(of: generate)
    return .sequence([
      .text("generate"), arguments(generate.arguments), .text(" { \(parameter.text) in"),
      .block(braces(statements(of: generate.block), inside, line: parameter.span.end.line)),
    ])
  }

  /// What is behind the name of the previous token.
  private static func inside(of generate: GenerateSyntax) -> Range<Int> {
    let start = generate.parameter.span.end.offset
    return start..<(generate.block.braces.map { inside($0).upperBound } ?? start)
  }

  /// The lines of a block.
  func statements(of block: BlockSyntax) -> [Statement] {
    block.bindings.map { statement($0, "", isAligned: true) } + [
      Statement(
        span: block.result.span, form: .other(layout(block.result)),
        blocks: Self.blocks(in: [block.result]))
    ]
  }

  /// The blocks in expressions that stand in no other.
  static func blocks(in expressions: [ExpressionSyntax]) -> [Range<Int>] {
    expressions.flatMap { expression -> [Range<Int>] in
      switch expression.kind {
      case .number, .string, .name, .next: []
      case .negation(let value), .member(let value, _): blocks(in: [value])
      case .binary(_, let left, let right, _): blocks(in: [left, right])
      case .call(let call): blocks(in: [call.callee] + call.arguments.map(\.value))
      case .generate(let generate):
        blocks(in: generate.arguments.map(\.value)) + [inside(of: generate)]
      }
    }
  }
}

extension ExpressionSyntax {
  fileprivate var isBinary: Bool { if case .binary = kind { true } else { false } }

  /// How tightly its parts hang together.
  fileprivate var precedence: Int {
    if case .binary(let sign, _, _, _) = kind { sign.precedence } else { 5 }
  }

  /// Whether a sum, a product or a comparison is in parentheses.
  fileprivate var isParenthesized: Bool {
    guard case .binary(_, let left, _, _) = kind else { return false }
    return span.start < left.span.start
  }

  /// What it begins with.
  var firstLeaf: ExpressionSyntax {
    switch kind {
    case .call(let call): call.callee.firstLeaf
    case .member(let value, _), .binary(_, let value, _, _): value.firstLeaf
    case .number, .string, .name, .next, .negation, .generate: self
    }
  }

  /// The name that it is, or nothing.
  fileprivate var name: String {
    switch kind {
    case .name(let name), .next(let name): name
    default: ""
    }
  }
}
