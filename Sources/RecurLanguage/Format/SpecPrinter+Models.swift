extension SpecPrinter {
  func statement(_ model: ModelSyntax) -> Statement {
    let sizes = model.sizes.map {
      Layout.sequence([.text($0.name.text + ": "), layout($0.value)])
    }
    let inside = Self.inside(model.braces)
    let form: [Layout] = [
      .text("model " + model.name.text), sizes.isEmpty ? .empty : .parenthesized(sizes),
      .text(" {"),
      braces(statements(of: model.items), inside, line: model.braces.start.line),
    ]
    return Statement(span: model.span, form: .other(.sequence(form)), blocks: [inside])
  }

  private func statements(of items: [ModelSyntax.Item]) -> [Statement] {
    var statements: [Statement] = []
    var rest = items[...]
    while let item = rest.popFirst() {
      switch item {
      case .input(let name, let type, _, let keyword):
        var names = [name]
        while case .input(let name, _, _, keyword)? = rest.first {
          names.append(name)
          rest.removeFirst()
        }
        statements.append(statement("input", names, type, keyword))
      case .output(let binding, _, let keyword):
        statements.append(statement(binding, keyword: ("output", keyword)))
      case .binding(let binding): statements.append(statement(binding, isAligned: true))
      case .train(let train): statements.append(statement(train))
      }
    }
    return statements
  }

  /// `input NAMES: TYPE`, or with another word.
  func statement(
    _ word: String, _ names: [NameSyntax], _ type: TypeSyntax, _ keyword: SourceSpan
  ) -> Statement {
    let list = Layout.filled(names.map { .text($0.text) })
    return Statement(
      span: keyword.through(type.span),
      form: .other(.sequence([.text(word + " "), .indented(list), .text(": "), layout(type)])),
      blocks: Self.blocks(in: type.values))
  }

  func statement(_ vocabulary: VocabularySyntax) -> Statement {
    var form: [Layout] = [.text("vocabulary \(vocabulary.name.text) = ")]
    switch vocabulary.entries {
    case .file(let name): form.append(.text("file(\(Token.quoted(name.text)))"))
    case .list(let entries, _):
      let list = Layout.filled(entries.map { .text(Token.quoted($0.text)) })
      form.append(
        .group(
          .sequence([
            .text("["), .indented(.sequence([.softLine, list])), .softLine, .text("]"),
          ])))
    }
    let inside = vocabulary.braces.map(Self.inside)
    if let span = vocabulary.braces, let inside {
      let options = vocabulary.options.map { statement($0.option, $0.keyword) }
      form += [.text(" {"), braces(options, inside, line: span.start.line)]
    }
    return Statement(
      span: vocabulary.span, form: .other(.sequence(form)), blocks: [inside].compactMap(\.self))
  }

  private func statement(
    _ option: VocabularySyntax.Option, _ keyword: SourceSpan
  ) -> Statement {
    let (text, end) =
      switch option {
      case .split(let by): ("split " + by.text, by.span)
      case .unknown(let entry): ("unknown " + Token.quoted(entry.text), entry.span)
      case .end(let entry): ("end " + Token.quoted(entry.text), entry.span)
      case .lowercase: ("lowercase", keyword)
      }
    return Statement(span: keyword.through(end), form: .other(.text(text)))
  }
}
