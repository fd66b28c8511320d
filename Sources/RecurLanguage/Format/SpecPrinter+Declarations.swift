extension SpecPrinter {
  /// The declarations of a spec in the order of its text.
  func declarations(of spec: SpecSyntax) -> [Statement] {
    let imports = spec.imports.map {
      Statement(
        span: $0.span, form: .other(.text("import " + Token.quoted($0.file.text))), isImport: true)
    }
    let all =
      imports + spec.cells.map(statement) + spec.functions.map(statement)
      + spec.models.map(statement) + spec.vocabularies.map(statement)
    return all.sorted { $0.span.start < $1.span.start }
  }

  private func statement(_ cell: CellSyntax) -> Statement {
    let sizes = cell.sizes.map { Layout.text($0.text) }
    let settings = cell.settings.enumerated().map { index, setting in
      let value = layout(setting.value)
      let isAmbiguous = sizes.isEmpty && index == 0 && !Self.beginsSettings(cell)
      return Layout.sequence(
        [.text(setting.name.text + ": ")]
          + (isAmbiguous ? [.text("("), value, .text(")")] : [value]))
    }
    let inputs = cell.inputs.map {
      Layout.sequence([.text($0.name.text + ": "), layout($0.type)])
    }
    let inside = Self.inside(cell.braces)
    let body = cell.items.map { statement($0) }
    // Where the two lists are not in one line, the first is broken.
    let uses = sizes + settings
    let form: [Layout] = [
      .text("cell " + cell.name.text),
      .group(
        .sequence([
          uses.isEmpty ? .empty : .parentheses(uses), .parenthesized(inputs), .text(" {"),
        ])),
      braces(body, inside, line: cell.braces.start.line),
    ]
    return Statement(span: cell.span, form: .other(.sequence(form)), blocks: [inside])
  }

  /// Whether the parser takes the first setting of a cell without sizes for one, not for an input.
  private static func beginsSettings(_ cell: CellSyntax) -> Bool {
    switch cell.settings[0].value.firstLeaf.kind {
    case .number, .negation: true
    case .name, .next: blocks(in: cell.settings.map(\.value)).isEmpty
    default: false
    }
  }

  private func statement(_ item: CellSyntax.Item) -> Statement {
    switch item {
    case .declaration(let declaration): return statement(declaration)
    case .binding(let binding): return statement(binding, "", isAligned: true)
    case .next(let binding): return statement(binding, "'", isAligned: true)
    case .output(let value, let keyword):
      return Statement(
        span: keyword.through(value.span),
        form: .other(.sequence([.text("output "), layout(value)])),
        blocks: Self.blocks(in: [value]))
    case .layout(let layout): return statement(layout)
    }
  }

  private func statement(_ declaration: CellSyntax.Declaration) -> Statement {
    let names = Layout.filled(declaration.names.map { .text($0.text) })
    let value: [Layout] = declaration.initial.map { [.text(" ="), .hanging(layout($0))] } ?? []
    let condition = declaration.condition.map { [Layout.text(" if " + $0.text)] } ?? []
    let rest = [.indented(names), .text(": "), layout(declaration.type)] + value + condition
    return Statement(
      span: declaration.span, form: .declaration(declaration.role.rawValue, .sequence(rest)),
      blocks: Self.blocks(in: declaration.type.values + [declaration.initial].compactMap(\.self)))
  }

  /// A binding whose name has `prime` behind it, after `keyword`.
  func statement(
    _ binding: BindingSyntax, _ prime: String = "", isAligned: Bool = false,
    keyword: (text: String, span: SourceSpan)? = nil
  ) -> Statement {
    let start = keyword?.span ?? binding.name.span
    let value = layout(binding.value)
    let form: Statement.Form
    if isAligned, binding.type == nil {
      form = .equation(binding.name.text + prime, value)
    } else {
      let type = binding.type.map { [.text(": "), layout($0)] } ?? []
      let name = Layout.text((keyword.map { $0.text + " " } ?? "") + binding.name.text)
      form = .other(.sequence([name] + type + [.text(" ="), .hanging(value)]))
    }
    return Statement(
      span: start.through(binding.value.span), form: form,
      blocks: Self.blocks(in: (binding.type?.values ?? []) + [binding.value]))
  }

  private func statement(_ layout: LayoutSyntax) -> Statement {
    let tensors = layout.tensors.map { tensor in
      let weights = Layout.filled(tensor.weights.map { .text($0.text) })
      return Statement(
        span: tensor.name.span.through((tensor.weights.last ?? tensor.name).span),
        form: .other(.sequence([.text(Token.quoted(tensor.name.text) + ": "), .indented(weights)])))
    }
    let inside = Self.inside(layout.braces)
    return Statement(
      span: layout.span,
      form: .other(
        .sequence([
          .text("layout \(layout.name.text) {"),
          braces(tensors, inside, line: layout.braces.start.line),
        ])),
      blocks: [inside])
  }

  private func statement(_ function: FunctionSyntax) -> Statement {
    let head: [Layout] = [
      .text("function " + function.name.text),
      .parenthesized(
        function.parameters.map { .text($0.text) }
          + function.settings.map { .sequence([.text($0.name.text + ": "), layout($0.value)]) }),
    ]
    let body = function.body
    let inside = body.braces.map(Self.inside)
    guard let braces = body.braces, let inside,
      !body.bindings.isEmpty || !comments(in: inside).isEmpty
    else {
      return Statement(
        span: function.span,
        form: .other(.sequence(head + [.text(" ="), .hanging(layout(body.result))])),
        blocks: Self.blocks(in: function.settings.map(\.value) + [body.result]))
    }
    let block = self.braces(statements(of: body), inside, line: braces.start.line)
    return Statement(
      span: function.span, form: .other(.sequence(head + [.text(" {"), block])), blocks: [inside])
  }

  /// `[4]`, `token(10)`, `sequence of ...`.
  func layout(_ type: TypeSyntax) -> Layout {
    let element: Layout
    switch type.element {
    case .shape(let axes):
      let list = Layout.list(axes.map { layout($0) }, .text(" "))
      element = .sequence([.text("["), list, .text("]")])
    case .token(let count): element = .sequence([.text("token"), .parenthesized([layout(count)])])
    }
    guard type.isSequence else { return element }
    let length = type.length.map { Layout.parenthesized([layout($0)]) } ?? .empty
    return .sequence([.text("sequence"), length, .text(" of "), element])
  }
}

extension TypeSyntax {
  /// The expressions in it.
  var values: [ExpressionSyntax] {
    switch element {
    case .shape(let axes): [length].compactMap(\.self) + axes
    case .token(let count): [length].compactMap(\.self) + [count]
    }
  }
}
