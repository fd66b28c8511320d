extension Parser {
  /// The whole spec.
  mutating func spec() -> SpecSyntax {
    var spec = SpecSyntax()
    while !isAtEnd {
      let start = index
      do {
        try declaration(into: &spec)
      } catch {
        if tokens.indices.contains(start + 1) { spec.brokenNames.insert(tokens[start + 1].text) }
        if index == start { advance() }
        while !isAtEnd, !beginsDeclaration { advance() }
      }
    }
    spec.brokenNames.formUnion(misplacedNames)
    return spec
  }

  private mutating func declaration(into spec: inout SpecSyntax) throws(Fault) {
    brokenNames = []
    let keyword = current
    guard keyword.kind == .identifier else { return try passUndeclared(after: &spec) }
    switch keyword.text {
    case "cell":
      spec.cells.append(try cell())
    case "function":
      spec.functions.append(try function())
    case "model":
      spec.models.append(try model())
    case "import":
      advance()
      let file = try string("a file's name in quotes")
      spec.imports.append(ImportSyntax(file: file, span: spanSince(keyword)))
    case "vocabulary":
      spec.vocabularies.append(try vocabulary())
    default:
      try passUndeclared(after: &spec)
    }
  }

  /// Reports that no declaration begins here. Behind a brace too many the next one may follow; what ended
  /// before its last line is broken.
  private mutating func passUndeclared(after spec: inout SpecSyntax) throws(Fault) {
    guard index > 0, let ended, ended.brace == tokens[index - 1].span,
      current.isText("}") || beginsStatement
    else { throw fail(.expectedDeclaration(found: current)) }
    let fault = fail(.afterEnd(of: ended.owner, current, brace: ended.brace))
    if take("}") { return }
    for index in spec.models.indices where spec.models[index].span.end == ended.brace.end {
      spec.models[index].brokenNames.insert(current.text)
    }
    for index in spec.cells.indices where spec.cells[index].span.end == ended.brace.end {
      spec.cells[index].brokenNames.insert(current.text)
    }
    throw fault
  }

  /// From `first` to the token before the current one.
  func spanSince(_ first: Token) -> SourceSpan {
    first.span.through(tokens[index - 1].span)
  }

  private mutating func cell() throws(Fault) -> CellSyntax {
    let keyword = advance()
    let name = try name("the cell's name")
    var sizes: [NameSyntax] = []
    var settings: [SettingSyntax] = []
    var opening = try require("(")
    if beginsSizes {
      (sizes, settings) = try namesAndSettings("the name of a size", opening)
      opening = try require("(")
    }
    let inputs = try list(to: ")", opening: opening) { parser throws(Fault) in
      let name = try parser.name("the name of an input")
      guard parser.take(":") else {
        throw parser.expected("the shape of '\(name.text)', as in \(name.text): [X],")
      }
      return CellSyntax.Input(name: name, type: try parser.type())
    }
    advance()
    let brace = current
    let items = try braces(of: "cell '\(name.text)'") { parser throws(Fault) in
      [try parser.cellItem()]
    }
    return CellSyntax(
      documentation: keyword.documentation, name: name, sizes: sizes, settings: settings,
      inputs: inputs,
      items: items, brokenNames: brokenNames, span: spanSince(keyword), braces: spanSince(brace))
  }

  /// Names and settings up to the parenthesis that closes `opening`.
  private mutating func namesAndSettings(
    _ what: String, _ opening: Token
  ) throws(Fault) -> (names: [NameSyntax], settings: [SettingSyntax]) {
    var names: [NameSyntax] = []
    var settings: [SettingSyntax] = []
    _ = try list(to: ")", opening: opening) { parser throws(Fault) in
      let name = try parser.name(what)
      if parser.take(":") {
        let isType = ["[", "sequence", "token"].contains { parser.current.isText($0) }
        if isType { throw parser.fail(.typeOfParameter(name, at: parser.current.span)) }
        settings.append(SettingSyntax(name: name, value: try parser.expression()))
      } else {
        names.append(name)
      }
    }
    advance()
    return (names, settings)
  }

  /// Whether the parentheses after a cell's name hold sizes and settings, not inputs.
  private var beginsSizes: Bool {
    if current.isText(")") { return next.isText("(") }
    guard current.kind == .identifier, next.isText(":") else { return true }
    let value = tokens[min(index + 2, tokens.count - 1)]
    if value.kind == .identifier { return areMoreParenthesesBehind }
    return value.kind == .number || value.isText("-") || value.isText("(")
  }

  /// Whether the parentheses that are open are followed by others.
  private var areMoreParenthesesBehind: Bool {
    var open = 1
    for (position, token) in zip(index..., tokens[index...]) {
      if token.isText("{") || token.startsLine && token.isText("cell") { return false }
      if token.isText("(") { open += 1 }
      if token.isText(")") { open -= 1 }
      if open == 0 { return tokens[min(position + 1, tokens.count - 1)].isText("(") }
    }
    return false
  }

  private mutating func cellItem() throws(Fault) -> CellSyntax.Item {
    if current.kind == .primed, next.isText("=") {
      let token = advance()
      advance()
      let name = NameSyntax(text: token.text, span: token.span)
      return .next(BindingSyntax(name: name, value: try value(isLast: true)))
    }
    if current.kind == .identifier, !next.isText("=") {
      if let role = CellSyntax.Declaration.Role(rawValue: current.text) {
        let first = advance()
        var names = [try name("the name of a \(role.rawValue)")]
        while take(",") { names.append(try name("the name of a \(role.rawValue)")) }
        try require(":")
        let type = try type()
        let initial = take("=") ? try value() : nil
        let keyword = current
        let condition = take("if") ? try self.name("\(Diagnostic.conditionOfWeight),") : nil
        if condition != nil, role == .state { throw fail(.stateWithCondition(at: keyword.span)) }
        return .declaration(
          .init(
            role: role, names: names, type: type, initial: initial, condition: condition,
            span: spanSince(first)))
      }
      if current.isText("output") {
        let keyword = advance().span
        return .output(try value(isLast: true), keyword: keyword)
      }
      if current.isText("layout") {
        return .layout(try layout())
      }
    }
    return .binding(try binding(in: "a cell"))
  }

  private mutating func layout() throws(Fault) -> LayoutSyntax {
    let keyword = advance()
    let name = try name("the framework's name, such as pytorch,")
    let brace = current
    let faults = diagnostics.count
    let tensors = try braces(of: "layout '\(name.text)'") { parser throws(Fault) in
      let tensor = try parser.string("the name of a tensor, in quotes,")
      try parser.require(":")
      var weights = [try parser.name("the name of a weight")]
      while parser.take(",") { weights.append(try parser.name("the name of a weight")) }
      return [LayoutSyntax.Tensor(name: tensor, weights: weights)]
    }
    return LayoutSyntax(
      name: name, tensors: tensors, isBroken: diagnostics.count > faults,
      span: spanSince(keyword), braces: spanSince(brace))
  }

  private mutating func function() throws(Fault) -> FunctionSyntax {
    let keyword = advance()
    let name = try name("the function's name")
    let opening = try require("(")
    let (parameters, settings) = try namesAndSettings("the name of a parameter", opening)
    let body: BlockSyntax
    if take("=") {
      body = BlockSyntax(bindings: [], result: try expression(), braces: nil)
    } else {
      guard current.isText("{") else { throw expected("'=' or '{'") }
      body = try block(of: "function '\(name.text)'")
    }
    return FunctionSyntax(
      documentation: keyword.documentation, name: name, parameters: parameters,
      settings: settings, body: body, span: spanSince(keyword))
  }

  private mutating func model() throws(Fault) -> ModelSyntax {
    let keyword = advance()
    let name = try name("the model's name")
    var sizes: [ModelSyntax.Size] = []
    if current.isText("(") {
      let opening = advance()
      sizes = try list(to: ")", opening: opening) { parser throws(Fault) in
        let name = try parser.name("the name of a size")
        guard parser.take(":") else {
          throw parser.expected("a number for '\(name.text)', as in \(name.text): 128,")
        }
        return ModelSyntax.Size(name: name, value: try parser.expression())
      }
      advance()
    }
    let brace = current
    let items = try braces(of: "model '\(name.text)'") { parser throws(Fault) in
      try parser.modelItems()
    }
    return ModelSyntax(
      documentation: keyword.documentation, name: name, sizes: sizes, items: items,
      brokenNames: brokenNames, span: spanSince(keyword), braces: spanSince(brace))
  }

  private mutating func modelItems() throws(Fault) -> [ModelSyntax.Item] {
    let documentation = current.documentation
    guard current.kind == .identifier, !next.isText("=") else {
      return [.binding(try binding(in: "a model"))]
    }
    switch current.text {
    case "input" where !next.isText(":"):
      let keyword = advance().span
      let (names, type) = try namesOfOneType("the input's name")
      return names.map { .input($0, type, documentation: documentation, keyword: keyword) }
    case "output" where !next.isText(":"):
      let keyword = advance().span
      let name = try name("the output's name")
      let type = take(":") ? try type() : nil
      try require("=")
      let binding = BindingSyntax(name: name, type: type, value: try value(isLast: true))
      return [.output(binding, documentation: documentation, keyword: keyword)]
    case "train" where next.isText("{"):
      return [.train(try train())]
    default:
      return [.binding(try binding(in: "a model"))]
    }
  }

  /// `NAME, NAME: TYPE`.
  mutating func namesOfOneType(
    _ what: String
  ) throws(Fault) -> (names: [NameSyntax], type: TypeSyntax) {
    var names = [try name(what)]
    while take(",") { names.append(try name(what)) }
    try require(":")
    return (names, try type())
  }

  private mutating func vocabulary() throws(Fault) -> VocabularySyntax {
    let keyword = advance()
    let name = try name("the vocabulary's name")
    try require("=")
    let entries: VocabularySyntax.Entries
    if current.isText("[") {
      let opening = advance()
      let strings = try list(to: "]", opening: opening) { parser throws(Fault) in
        try parser.string("an entry in quotes")
      }
      entries = .list(strings, span: opening.span.through(advance().span))
    } else if current.isText("file") {
      advance()
      let opening = try require("(")
      let path = try string("the file's name in quotes")
      try require(")", toClose: opening)
      entries = .file(path)
    } else {
      throw expected("a list of entries, [\"a\", \"b\"], or file(\"entries.txt\")")
    }
    var options: [(VocabularySyntax.Option, SourceSpan)] = []
    let brace = current
    if brace.isText("{") {
      options = try braces(of: "vocabulary '\(name.text)'") { parser throws(Fault) in
        [try parser.vocabularyOption()]
      }
    }
    return VocabularySyntax(
      name: name, entries: entries, options: options, span: spanSince(keyword),
      braces: brace.isText("{") ? spanSince(brace) : nil)
  }

  private mutating func vocabularyOption() throws(Fault) -> (VocabularySyntax.Option, SourceSpan) {
    let keyword = try name("'split', 'unknown', 'end' or 'lowercase'")
    switch keyword.text {
    case "split": return (.split(try name("'characters' or 'words'")), keyword.span)
    case "unknown": return (.unknown(try string("an entry in quotes")), keyword.span)
    case "end": return (.end(try string("an entry in quotes")), keyword.span)
    case "lowercase": return (.lowercase, keyword.span)
    default:
      throw fail(.unknownOption(keyword, of: "vocabulary"))
    }
  }
}
