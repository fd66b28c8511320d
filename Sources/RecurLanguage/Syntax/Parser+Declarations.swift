extension Parser {
  /// The whole spec.
  mutating func spec() -> SpecSyntax {
    var spec = SpecSyntax()
    while !isAtEnd {
      let start = index
      do {
        try declaration(into: &spec)
      } catch {
        if index == start { advance() }
        while !isAtEnd, !beginsDeclaration { advance() }
      }
    }
    return spec
  }

  private mutating func declaration(into spec: inout SpecSyntax) throws(Fault) {
    brokenNames = []
    let keyword = current
    guard keyword.kind == .identifier else {
      throw fail(.expectedDeclaration(found: keyword))
    }
    switch keyword.text {
    case "cell":
      advance()
      spec.cells.append(try cell(documentation: keyword.documentation))
    case "function":
      advance()
      spec.functions.append(try function(documentation: keyword.documentation))
    case "model":
      advance()
      spec.models.append(try model(documentation: keyword.documentation))
    case "import":
      advance()
      spec.imports.append(try string("a file's name in quotes"))
    case "vocabulary":
      advance()
      spec.vocabularies.append(try vocabulary())
    default:
      throw fail(.expectedDeclaration(found: keyword))
    }
  }

  private mutating func cell(documentation: String) throws(Fault) -> CellSyntax {
    let name = try name("the cell's name")
    var sizes: [NameSyntax] = []
    var settings: [CellSyntax.Setting] = []
    var opening = try require("(")
    if beginsSizes {
      _ = try list(to: ")", opening: opening) { parser throws(Fault) in
        let name = try parser.name("the name of a size")
        if parser.take(":") {
          settings.append(CellSyntax.Setting(name: name, value: try parser.expression()))
        } else {
          sizes.append(name)
        }
      }
      advance()
      opening = try require("(")
    }
    let inputs = try list(to: ")", opening: opening) { parser throws(Fault) in
      let name = try parser.name("the name of an input")
      try parser.require(":")
      return CellSyntax.Input(name: name, type: try parser.type())
    }
    advance()
    let items = try braces(of: "cell '\(name.text)'") { parser throws(Fault) in
      [try parser.cellItem()]
    }
    return CellSyntax(
      documentation: documentation, name: name, sizes: sizes, settings: settings, inputs: inputs,
      items: items, brokenNames: brokenNames)
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
      return .next(BindingSyntax(name: name, value: try expression()))
    }
    if current.kind == .identifier, !next.isText("=") {
      if let role = CellSyntax.Declaration.Role(rawValue: current.text) {
        advance()
        var names = [try name("the name of a \(role.rawValue)")]
        while take(",") { names.append(try name("the name of a \(role.rawValue)")) }
        try require(":")
        let type = try type()
        let initial = take("=") ? try expression() : nil
        let keyword = current
        let condition = take("if") ? try self.name("the name of a setting") : nil
        if condition != nil, role == .state { throw fail(.stateWithCondition(at: keyword.span)) }
        return .declaration(
          .init(role: role, names: names, type: type, initial: initial, condition: condition))
      }
      if current.isText("output") {
        let keyword = advance().span
        return .output(try expression(), keyword: keyword)
      }
      if current.isText("layout") {
        advance()
        return .layout(try layout())
      }
    }
    return .binding(try binding(in: "a cell"))
  }

  private mutating func layout() throws(Fault) -> LayoutSyntax {
    let name = try name("the framework's name")
    let tensors = try braces(of: "layout '\(name.text)'") { parser throws(Fault) in
      let tensor = try parser.string("the name of a tensor, in quotes,")
      try parser.require(":")
      var weights = [try parser.name("the name of a weight")]
      while parser.take(",") { weights.append(try parser.name("the name of a weight")) }
      return [LayoutSyntax.Tensor(name: tensor, weights: weights)]
    }
    return LayoutSyntax(name: name, tensors: tensors)
  }

  private mutating func function(documentation: String) throws(Fault) -> FunctionSyntax {
    let name = try name("the function's name")
    let opening = try require("(")
    let parameters = try list(to: ")", opening: opening) { parser throws(Fault) in
      try parser.name("the name of a parameter")
    }
    advance()
    let body: BlockSyntax
    if take("=") {
      body = BlockSyntax(bindings: [], result: try expression())
    } else {
      guard current.isText("{") else { throw expected("'=' or '{'") }
      body = try block(of: "function '\(name.text)'")
    }
    return FunctionSyntax(
      documentation: documentation, name: name, parameters: parameters, body: body)
  }

  private mutating func model(documentation: String) throws(Fault) -> ModelSyntax {
    let name = try name("the model's name")
    var sizes: [ModelSyntax.Size] = []
    if current.isText("(") {
      let opening = advance()
      sizes = try list(to: ")", opening: opening) { parser throws(Fault) in
        let name = try parser.name("the name of a size")
        try parser.require(":")
        return ModelSyntax.Size(name: name, value: try parser.expression())
      }
      advance()
    }
    let items = try braces(of: "model '\(name.text)'") { parser throws(Fault) in
      try parser.modelItems()
    }
    return ModelSyntax(
      documentation: documentation, name: name, sizes: sizes, items: items,
      brokenNames: brokenNames)
  }

  private mutating func modelItems() throws(Fault) -> [ModelSyntax.Item] {
    let documentation = current.documentation
    guard current.kind == .identifier, !next.isText("=") else {
      return [.binding(try binding(in: "a model"))]
    }
    switch current.text {
    case "input" where !next.isText(":"):
      advance()
      var names = [try name("the input's name")]
      while take(",") { names.append(try name("the input's name")) }
      try require(":")
      let type = try type()
      return names.map { .input($0, type, documentation: documentation) }
    case "output" where !next.isText(":"):
      advance()
      let name = try name("the output's name")
      let type = take(":") ? try type() : nil
      try require("=")
      let binding = BindingSyntax(name: name, type: type, value: try expression())
      return [.output(binding, documentation: documentation)]
    case "train" where next.isText("{"):
      let keyword = advance()
      skipBraces()
      return [.train(keyword.span)]
    default:
      return [.binding(try binding(in: "a model"))]
    }
  }

  private mutating func skipBraces() {
    var open = 0
    repeat {
      if current.isText("{") { open += 1 }
      if current.isText("}") { open -= 1 }
      advance()
    } while open > 0 && !isAtEnd && !beginsDeclaration
  }

  private mutating func vocabulary() throws(Fault) -> VocabularySyntax {
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
    if current.isText("{") {
      options = try braces(of: "vocabulary '\(name.text)'") { parser throws(Fault) in
        [try parser.vocabularyOption()]
      }
    }
    return VocabularySyntax(name: name, entries: entries, options: options)
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
