/// What can be wrong with vocabularies and `generate`.
extension Diagnostic {
  static func misplacedGenerate(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "'generate' must be the whole value of an output or a value of the model; give it a name")
  }

  static func generateWithoutArguments(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "'generate' needs the token before the first and the greatest number of tokens:"
        + " generate(from: 0, atMost: 20) { previous in")
  }

  static func generateWithoutPrevious(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "what 'generate' repeats begins with a name for the previous token: generate(...) { previous in"
    )
  }

  static func generateWithoutType(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "'generate' needs to know what it makes; write"
        + " \(name): sequence of token(100) = generate(...)")
  }

  static func generateNotTokens(_ type: CheckedType, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'generate' makes a sequence of tokens, but the declared type is \(type)")
  }

  static func generateOfFixedLength(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "the length of what 'generate' makes is known only when it runs; write 'sequence of'")
  }

  static func generateTooLong(_ length: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "'generate' makes 1 to \(limit) tokens, not \(length)")
  }

  static func generatedNotToken(_ value: CheckedValue, count: Int) -> Diagnostic {
    let isVector = !value.type.isToken && value.type.length == nil && value.type.shape.count == 1
    let scores = value.type.shape == [Extent(count)] ? "" : " of \(count) scores"
    let hint = isVector ? "; argmax(...)\(scores) picks the token" : ""
    return Diagnostic(
      at: value.span,
      "the last line of 'generate' must be a token(\(count)), but this is \(value.type)\(hint)")
  }

  static func unknownGenerateArgument(
    _ label: String?, suggestion: String?, at span: SourceSpan
  ) -> Diagnostic {
    if let label, let suggestion {
      return Diagnostic(
        at: span, "unknown argument '\(label)'; did you mean '\(suggestion)'?",
        replacement: suggestion)
    }
    return Diagnostic(
      at: span, "'generate' takes from:, until: and atMost:, as in generate(from: 0, atMost: 20)")
  }

  static func missingGenerateArgument(_ label: String, at span: SourceSpan) -> Diagnostic {
    let meaning =
      label == "from" ? "the token before the first" : "the greatest number of tokens"
    return Diagnostic(at: span, "'generate' needs \(label):, \(meaning)")
  }

  static func tokenOutOfRange(_ token: Int, count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "token \(token) is out of range; there are \(count), from 0 to \(count - 1)")
  }

  static func noVocabulary(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "the text \"\(visible(text))\" needs a vocabulary; declare the type as token(Words), or write"
        + " the token's number")
  }

  static func unknownEntry(
    _ text: String, _ vocabulary: String, suggestion: String?, at span: SourceSpan
  ) -> Diagnostic {
    let hint = suggestion.map { "; did you mean \"\(visible($0))\"?" } ?? ""
    return Diagnostic(
      at: span, "\"\(visible(text))\" is not an entry of the vocabulary '\(vocabulary)'\(hint)",
      replacement: suggestion.map { "\"\($0)\"" })
  }

  // MARK: Vocabularies

  static func emptyVocabulary(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the vocabulary '\(name)' has no entries")
  }

  static func emptyEntry(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "an entry of a vocabulary cannot be empty")
  }

  static func duplicateEntry(
    _ text: String, at span: SourceSpan, earlier: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      at: span, "the entry \"\(visible(text))\" is in the list twice",
      notes: [Note("the first is here", at: earlier)])
  }

  static func unreadableFile(_ name: NameSyntax, reason: String?) -> Diagnostic {
    Diagnostic(
      at: name.span, "cannot read '\(visible(name.text))'\(reason.map { ": \($0)" } ?? "")")
  }

  static func fileTooLarge(_ name: NameSyntax, limit: Int) -> Diagnostic {
    Diagnostic(at: name.span, "'\(visible(name.text))' has more than \(limit) bytes")
  }

  static func emptyFile(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(at: name.span, "'\(visible(name.text))' has no entries; it holds one a line")
  }

  static func emptyLine(_ line: Int, of name: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span, "line \(line) of '\(visible(name.text))' is empty; it holds one entry a line")
  }

  static func duplicateLine(
    _ text: String, _ line: Int, first: Int, of name: NameSyntax
  ) -> Diagnostic {
    Diagnostic(
      at: name.span,
      "lines \(first) and \(line) of '\(visible(name.text))' are both \"\(visible(text))\"")
  }

  static func unknownSplit(_ mode: NameSyntax) -> Diagnostic {
    let words = ["characters", "words"]
    let word = suggestion(for: mode.text, among: words)
    let hint = word.map { "; did you mean '\($0)'?" } ?? "; there are characters and words"
    return Diagnostic(at: mode.span, "cannot split by '\(mode.text)'\(hint)", replacement: word)
  }
}
