/// Reads a vocabulary's entries and options.
struct VocabularyChecker {
  var diagnostics: [Diagnostic] = []

  /// The greatest size of a vocabulary file, in bytes.
  static let maximumBytes = 64 << 20

  /// The vocabulary, or nil after a diagnostic.
  mutating func check(
    _ syntax: VocabularySyntax, readFile: (String) throws -> String
  ) -> TypedVocabulary? {
    let entries: [String]
    let errors = diagnostics.count
    switch syntax.entries {
    case .list(let list, let span):
      var earlier: [String: SourceSpan] = [:]
      for entry in list {
        if entry.text.isEmpty { diagnostics.append(.emptyEntry(at: entry.span)) }
        if let first = earlier[entry.text] {
          diagnostics.append(.duplicateEntry(entry.text, at: entry.span, earlier: first))
        } else {
          earlier[entry.text] = entry.span
        }
      }
      if list.isEmpty { diagnostics.append(.emptyVocabulary(syntax.name.text, at: span)) }
      entries = list.map(\.text)
    case .file(let name):
      guard let lines = lines(of: name, readFile) else { return nil }
      entries = lines
      if entries.isEmpty { diagnostics.append(.emptyFile(name)) }
      checkLines(entries, of: name)
    }
    var vocabulary = TypedVocabulary(name: syntax.name.text, entries: entries)
    if diagnostics.count == errors { checkOptions(syntax, &vocabulary) }
    return diagnostics.count == errors ? vocabulary : nil
  }

  private mutating func lines(
    of name: NameSyntax, _ readFile: (String) throws -> String
  ) -> [String]? {
    let text: String
    do {
      text = try readFile(name.text)
    } catch {
      diagnostics.append(.unreadableFile(name, reason: (error as? SourceFileError)?.reason))
      return nil
    }
    guard text.utf8.count <= VocabularyChecker.maximumBytes else {
      diagnostics.append(.fileTooLarge(name, limit: VocabularyChecker.maximumBytes))
      return nil
    }
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { line in
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private mutating func checkLines(_ lines: [String], of file: NameSyntax) {
    var earlier: [String: Int] = [:]
    for (index, line) in lines.enumerated() {
      if line.isEmpty {
        diagnostics.append(.emptyLine(index + 1, of: file))
        return
      }
      if let first = earlier[line] {
        diagnostics.append(.duplicateLine(line, index + 1, first: first, of: file))
        return
      }
      earlier[line] = index + 1
    }
  }

  private mutating func checkOptions(
    _ syntax: VocabularySyntax, _ vocabulary: inout TypedVocabulary
  ) {
    var seen: [String: SourceSpan] = [:]
    for (option, keyword) in syntax.options {
      let word: String
      switch option {
      case .split(let mode):
        word = "split"
        if let split = TypedVocabulary.Split(rawValue: mode.text) {
          vocabulary.split = split
        } else {
          diagnostics.append(.unknownSplit(mode))
        }
      case .unknown(let entry):
        word = "unknown"
        vocabulary.unknown = token(entry, vocabulary)
      case .end(let entry):
        word = "end"
        vocabulary.end = token(entry, vocabulary)
      case .lowercase:
        word = "lowercase"
        vocabulary.lowercased = true
      }
      if let earlier = seen[word] {
        diagnostics.append(.duplicate(word, at: keyword, earlier: earlier))
      }
      seen[word] = keyword
    }
  }

  private mutating func token(_ entry: NameSyntax, _ vocabulary: TypedVocabulary) -> Int? {
    guard let token = vocabulary.entries.firstIndex(of: entry.text) else {
      let candidate = suggestion(for: entry.text, among: vocabulary.entries)
      diagnostics.append(
        .unknownEntry(entry.text, vocabulary.name, suggestion: candidate, at: entry.span))
      return nil
    }
    return token
  }
}
