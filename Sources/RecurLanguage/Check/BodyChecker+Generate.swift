extension BodyChecker {
  /// Checks a `generate` block that makes `name`, of the type that the spec declares for it.
  mutating func checkGenerate(
    _ syntax: GenerateSyntax, name: NameSyntax, declared: DeclaredType?, at span: SourceSpan
  ) -> CheckedValue? {
    guard stepping == nil else {
      report(.misplacedGenerate(at: syntax.keyword))
      return nil
    }
    guard let declared else {
      report(.generateWithoutType(name.text, at: syntax.keyword))
      return nil
    }
    guard case .token(let count) = declared.type.element, declared.isSequence else {
      report(.generateNotTokens(declared.type, at: syntax.keyword))
      return nil
    }
    if declared.type.length != nil { report(.generateOfFixedLength(at: declared.span)) }
    let settings = generateSettings(syntax, count: count, vocabulary: declared.vocabulary)

    let outside = scope
    let names = syntax.block.bindings.map(\.name)
    let outerNaming = naming
    naming = Naming(base: name.text, taken: Set(names.map(\.text)))
    stepping = Stepping(outside: outside)
    for name in names { scope.later[name.text] = name.span }
    let previous = makeVariable(
      syntax.parameter.text, CheckedType(.token(count), shape: []), at: syntax.parameter.span)
    blocks.append([])
    define(
      syntax.parameter.text,
      CheckedValue(.variable(previous.id), CheckedType(previous.type), at: previous.span),
      at: syntax.parameter.span)
    for binding in syntax.block.bindings {
      checkBinding(binding, path: "\(name.text).\(binding.name.text)")
    }
    naming = Naming(base: name.text, taken: Set(names.map(\.text)))
    let result = check(syntax.block.result)
    let type = CheckedType(.token(count), shape: [], length: .variable(name.text))
    let sequence = makeVariable(name.text, type, at: name.span)
    var made = CheckedValue(.variable(sequence.id), type, at: span)
    made.made = result.map { choice(of: $0, made: made) }
    let body = blocks.removeLast()
    let states = stepping?.states ?? []
    stepping = nil
    let reads = scope.reads
    scope = outside
    scope.reads = reads
    naming = outerNaming

    guard let result, let settings, declared.type.length == nil else { return nil }
    guard result.type == CheckedType(.token(count), shape: []) else {
      report(.generatedNotToken(result.at(syntax.block.result.span), count: count))
      return nil
    }
    emit(
      .generate(
        TypedGenerate(
          from: settings.from, until: settings.until, atMost: settings.atMost, previous: previous,
          states: states, body: body, token: result.expression, sequence: sequence, span: span)))
    return made
  }

  private mutating func generateSettings(
    _ syntax: GenerateSyntax, count: Int, vocabulary: TypedVocabulary?
  ) -> (from: Int, until: Int?, atMost: Int)? {
    var found: [String: (value: Int?, span: SourceSpan)] = [:]
    var isKnown = true
    for argument in syntax.arguments {
      guard let label = argument.label, ["from", "until", "atMost"].contains(label.text) else {
        let candidate = argument.label.flatMap {
          suggestion(for: $0.text, among: ["from", "until", "atMost"])
        }
        // One that it has not is hint enough at those that it has.
        if isKnown || candidate != nil {
          report(
            .unknownGenerateArgument(
              argument.label?.text, suggestion: candidate,
              at: argument.label?.span ?? argument.value.span))
        }
        isKnown = false
        continue
      }
      if let earlier = found[label.text] {
        report(.duplicate(label.text, at: label.span, earlier: earlier.span))
        continue
      }
      let value =
        label.text == "atMost"
        ? greatestLength(argument.value) : token(argument.value, count: count, vocabulary)
      found[label.text] = (value, label.span)
    }
    for label in ["from", "atMost"] where isKnown && found[label] == nil {
      report(.missingGenerateArgument(label, at: syntax.keyword))
    }
    guard let from = found["from"]?.value, let atMost = found["atMost"]?.value else { return nil }
    if let until = found["until"], until.value == nil { return nil }
    return (from, found["until"]?.value, atMost)
  }

  private mutating func greatestLength(_ syntax: ExpressionSyntax) -> Int? {
    guard let length = number(syntax, what: "the greatest number of tokens") else { return nil }
    guard 1...1 << 20 ~= length else {
      report(.generateTooLong(length, limit: 1 << 20, at: syntax.span))
      return nil
    }
    return length
  }

  private mutating func token(
    _ syntax: ExpressionSyntax, count: Int, _ vocabulary: TypedVocabulary?
  ) -> Int? {
    if case .string(let text) = syntax.kind {
      guard let vocabulary else {
        report(.noVocabulary(text, at: syntax.span))
        return nil
      }
      guard let token = vocabulary.entries.firstIndex(of: text) else {
        let candidate = suggestion(for: text, among: vocabulary.entries)
        report(.unknownEntry(text, vocabulary.name, suggestion: candidate, at: syntax.span))
        return nil
      }
      return token
    }
    guard let token = number(syntax, what: "a token") else { return nil }
    guard token >= 0, token < count else {
      report(.tokenOutOfRange(token, count: count, at: syntax.span))
      return nil
    }
    return token
  }

  /// The value of an initial state of a cell that is stepped, which is evaluated before the first step and
  /// so sees only what is known then.
  mutating func checkBeforeFirstStep(_ syntax: ExpressionSyntax) -> CheckedValue? {
    guard let inside = stepping else { return check(syntax) }
    let insideScope = scope
    let insideBlock = blocks.removeLast()
    scope = inside.outside
    scope.hidden = Set(insideScope.entries.keys).subtracting(scope.entries.keys)
    stepping = nil
    let value = check(syntax)
    stepping = inside
    blocks.append(insideBlock)
    let reads = scope.reads
    scope = insideScope
    scope.reads.formUnion(reads)
    return value
  }
}
