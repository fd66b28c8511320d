extension Parser {
  /// The value of an equation, which may stand on the line behind, but not behind another statement.
  ///
  /// - Parameter isLast: whether a statement may follow on the same line, but no other value.
  mutating func value(isLast: Bool = false) throws(Fault) -> ExpressionSyntax {
    let isWord = next.kind == .identifier && !next.startsLine
    let isStatement =
      next.isText("=") || next.isText(":")
      || Parser.statementWords.contains(current.text) && isWord
    if current.startsLine, [.identifier, .primed].contains(current.kind), isStatement {
      throw expected("a value")
    }
    let value = try expression()
    if isLast, !beginsStatement, let fault = sideBySide() { throw fault }
    return value
  }

  /// An expression whose operators bind at least as tightly as `minimum`.
  mutating func expression(_ minimum: Int = 1) throws(Fault) -> ExpressionSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > Parser.maximumHeight { throw fail(.nestedTooDeep(at: current.span)) }
    var left = try operand()
    var isComparison = false
    while let sign = infixOperator, sign.precedence >= minimum {
      let signSpan = advance().span
      if isComparison, sign.compares { throw fail(.comparisonsInARow(at: signSpan)) }
      isComparison = sign.compares
      // The operand is missing where the next line begins another statement.
      if current.startsLine, openParentheses == 0, beginsStatement { throw expected("a value") }
      let right = try expression(sign.precedence + 1)
      left = try node(
        .binary(sign, left, right, sign: signSpan), left.span.through(right.span),
        over: [left, right])
    }
    return left
  }

  private var infixOperator: ExpressionSyntax.Operator? {
    guard current.kind == .punctuation else { return nil }
    if current.startsLine, openParentheses == 0, current.text == "-" { return nil }
    return ExpressionSyntax.Operator(rawValue: current.text)
  }

  private mutating func node(
    _ kind: ExpressionSyntax.Kind, _ span: SourceSpan, over parts: [ExpressionSyntax]
  ) throws(Fault) -> ExpressionSyntax {
    let height = 1 + (parts.map(\.height).max() ?? 0)
    if height > Parser.maximumHeight { throw fail(.nestedTooDeep(at: span)) }
    return ExpressionSyntax(kind: kind, span: span, height: height)
  }

  private mutating func operand() throws(Fault) -> ExpressionSyntax {
    guard current.isText("-") else { return try postfix() }
    let sign = advance().span
    depth += 1
    defer { depth -= 1 }
    if depth > Parser.maximumHeight { throw fail(.nestedTooDeep(at: sign)) }
    let value = try operand()
    return try node(.negation(value), sign.through(value.span), over: [value])
  }

  private mutating func postfix() throws(Fault) -> ExpressionSyntax {
    var value = try primary()
    while true {
      if current.isText("("), !current.startsLine {
        let (arguments, span) = try arguments()
        let whole = value.span.through(span)
        let call = CallSyntax(
          callee: value, arguments: arguments, argumentsSpan: span, span: whole)
        value = try node(.call(call), whole, over: [value] + arguments.map(\.value))
      } else if current.isText(".") {
        advance()
        let member = try name("'last', 'states', 'final' or 'table'")
        value = try node(
          .member(value, member), value.span.through(member.span), over: [value])
      } else if current.isText("["), !current.startsLine {
        throw fail(.elementsInBrackets(current))
      } else {
        return value
      }
    }
  }

  private mutating func arguments() throws(Fault) -> ([CallSyntax.Argument], SourceSpan) {
    let opening = try require("(")
    let arguments = try list(to: ")", opening: opening, ofValues: true) { parser throws(Fault) in
      var label: NameSyntax?
      if parser.current.kind == .identifier, parser.next.isText(":") {
        label = try parser.name("a label")
        parser.advance()
      }
      return CallSyntax.Argument(label: label, value: try parser.expression())
    }
    return (arguments, opening.span.through(advance().span))
  }

  private mutating func primary() throws(Fault) -> ExpressionSyntax {
    let token = current
    switch token.kind {
    case .number:
      advance()
      return ExpressionSyntax(kind: .number(token.number, text: token.text), span: token.span)
    case .string:
      advance()
      return ExpressionSyntax(kind: .string(token.text), span: token.span)
    case .primed:
      advance()
      return ExpressionSyntax(kind: .next(token.text), span: token.span)
    case .identifier where token.text == "generate" && next.isText("("):
      return try generate()
    case .identifier where token.text == "generate" && next.isText("{"):
      throw fail(.generateWithoutArguments(at: token.span))
    case .identifier:
      advance()
      return ExpressionSyntax(kind: .name(token.text), span: token.span)
    case .punctuation where token.text == "(":
      advance()
      openParentheses += 1
      defer { openParentheses -= 1 }
      var value = try expression()
      if !current.isText(")"), let fault = sideBySide() { throw fault }
      value.span = token.span.through(try require(")", toClose: token).span)
      return value
    case .punctuation where token.text == "*" && index > 0 && tokens[index - 1].isText("*"):
      throw fail(.unknownCharacter("**", at: tokens[index - 1].span.through(token.span)))
    default:
      throw expected("a value")
    }
  }

  private mutating func generate() throws(Fault) -> ExpressionSyntax {
    let keyword = advance().span
    let (arguments, _) = try arguments()
    let brace = current
    guard brace.isText("{"), next.kind == .identifier,
      tokens[min(index + 2, tokens.count - 1)].isText("in")
    else { throw fail(.generateWithoutPrevious(at: brace.isText("{") ? brace.span : keyword)) }
    // The parameter stands inside the braces, which `block` reads.
    let (parameter, block) = try generateBlock()
    let syntax = GenerateSyntax(
      keyword: keyword, arguments: arguments, parameter: parameter, block: block)
    let end = tokens[index - 1].span
    return try node(.generate(syntax), keyword.through(end), over: [block.result])
  }

  private mutating func generateBlock() throws(Fault) -> (NameSyntax, BlockSyntax) {
    var parameter: NameSyntax?
    let block = try block(of: "generate") { parser throws(Fault) in
      parameter = try parser.name("the name of the previous token")
      try parser.require("in")
    }
    guard let parameter else { throw Fault() }
    return (parameter, block)
  }

  /// `NAME = EXPRESSION` or `NAME: TYPE = EXPRESSION`.
  mutating func binding(in place: String) throws(Fault) -> BindingSyntax {
    let token = current
    if token.kind == .primed, next.isText("=") {
      throw fail(.misplacedPrime(token.text, at: token.span))
    }
    guard token.kind == .identifier, next.isText("=") || next.isText(":") else {
      throw fail(
        .notAStatement(
          token, after: index > 0 ? tokens[index - 1] : nil, next: next, in: place))
    }
    if Parser.reservedWords.contains(token.text) {
      throw fail(.reservedWord(token.text, at: token.span))
    }
    let name = try name("a name")
    let type = take(":") ? try type() : nil
    if type != nil, !current.isText("=") {
      throw fail(.typeWithoutValue(name, in: place))
    }
    try require("=")
    let isLast = place == "a cell" || place == "a model"
    return BindingSyntax(name: name, type: type, value: try value(isLast: isLast))
  }

  /// Words that begin a statement and so cannot name a value.
  static let reservedWords: Set<String> = [
    "state", "weight", "bias", "layout", "output", "input", "train", "cell", "model", "function",
    "vocabulary", "in", "if",
  ]

  /// `{ name = value ... value }`; `head` reads what comes right after the brace.
  mutating func block(
    of owner: String, head: ((inout Parser) throws(Fault) -> Void)? = nil
  ) throws(Fault) -> BlockSyntax {
    var bindings: [BindingSyntax] = []
    var result: ExpressionSyntax?
    var isHeadRead = head == nil
    let faults = diagnostics.count
    let brace = current.span
    _ = try braces(of: owner) { parser throws(Fault) -> [Never] in
      if !isHeadRead, let head {
        isHeadRead = true
        try head(&parser)
        return []
      }
      if parser.current.kind == .identifier, parser.next.isText("=") || parser.next.isText(":") {
        bindings.append(try parser.binding(in: owner))
        return []
      }
      if result != nil {
        throw parser.fail(
          .notAStatement(parser.current, after: nil, next: parser.next, in: owner))
      }
      if parser.next.beginsValue, !parser.next.startsLine,
        let remedy = Diagnostic.remedy(for: parser.current.text, in: owner)
      {
        throw parser.fail(Diagnostic(at: parser.current.span, remedy))
      }
      let value = try parser.expression()
      guard parser.current.isText("}") else {
        throw parser.fail(.valueBeforeEnd(of: owner, at: value.span, next: parser.current))
      }
      result = value
      return []
    }
    guard let result else {
      if diagnostics.count > faults { throw Fault() }
      throw fail(.missingResult(of: owner, at: tokens[index - 1].span))
    }
    return BlockSyntax(
      bindings: bindings, result: result, braces: brace.through(tokens[index - 1].span))
  }

  /// `[4]`, `token(10)`, `sequence of ...`.
  mutating func type() throws(Fault) -> TypeSyntax {
    let start = current.span
    var isSequence = false
    var length: ExpressionSyntax?
    if take("sequence") {
      isSequence = true
      if current.isText("(") {
        let opening = advance()
        openParentheses += 1
        defer { openParentheses -= 1 }
        length = try expression()
        try require(")", toClose: opening)
      }
      try require("of")
    }
    let element: TypeSyntax.Element
    if current.isText("[") {
      let opening = advance()
      element = .shape(
        try list(to: "]", opening: opening) { parser throws(Fault) in try parser.expression() })
      advance()
    } else if current.isText("token") {
      advance()
      let opening = try require("(")
      openParentheses += 1
      defer { openParentheses -= 1 }
      element = .token(try expression())
      try require(")", toClose: opening)
    } else if current.kind == .identifier, !beginsStatement {
      throw fail(.unknownType(NameSyntax(text: current.text, span: current.span)))
    } else {
      throw expected("a type such as [64], token(100) or sequence of [64]")
    }
    let end = tokens[index - 1].span
    return TypeSyntax(
      isSequence: isSequence, length: length, element: element, span: start.through(end))
  }
}
