/// Diagnostics as they are shown to a person.
struct DiagnosticReport {
  /// The text of each file, by path.
  let sources: [String: String]
  /// Whether to use terminal colours.
  let isColoured: Bool

  private let widest = 120

  /// The diagnostics, each with its line of source, and a count.
  func text(of diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    var lines = sources.mapValues { text in
      text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
    lines.reserveCapacity(lines.count)
    var result = ""
    for diagnostic in diagnostics {
      let colour = diagnostic.severity == .error ? "31" : "35"
      result += heading(
        diagnostic.severity.rawValue, colour, diagnostic.message, at: diagnostic.span)
      result += excerpt(of: diagnostic.span, lines, replacement: diagnostic.replacement)
      for note in diagnostic.notes {
        if let span = note.span {
          result += heading("note", "36", note.message, at: span)
          result += excerpt(of: span, lines, replacement: nil)
        } else {
          result += "  \(paint("note:", "36")) \(note.message)\n"
        }
      }
    }
    return result + count(of: diagnostics) + "\n"
  }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[1;\(code)m\(text)\u{1B}[0m" : text
  }

  private func heading(
    _ word: String, _ colour: String, _ message: String, at span: SourceSpan
  ) -> String {
    let place = "\(span.file):\(span.start.line):\(span.start.column):"
    return "\(paint(place, "39")) \(paint("\(word):", colour)) \(message)\n"
  }

  private func count(of diagnostics: [Diagnostic]) -> String {
    func count(_ severity: Diagnostic.Severity) -> String? {
      let number = diagnostics.filter { $0.severity == severity }.count
      return number == 0 ? nil : "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
    }
    return [count(.error), count(.warning)].compactMap { $0 }.joined(separator: ", ")
  }

  /// The line of `span`, or the part of it around the span, marked.
  private func excerpt(
    of span: SourceSpan, _ lines: [String: [Substring.UTF8View.SubSequence]],
    replacement: String?
  ) -> String {
    guard let file = lines[span.file], file.indices.contains(span.start.line - 1) else { return "" }
    var line = Array(String(decoding: file[span.start.line - 1], as: UTF8.self).unicodeScalars)
    if line.last == "\r" { line.removeLast() }
    if line.isEmpty { return "" }
    let from = min(span.start.column - 1, line.count)
    let isOneLine = span.end.line == span.start.line
    let to = max(from + 1, min(isOneLine ? span.end.column - 1 : line.count, line.count))

    let first = line.count > widest ? max(0, from - widest / 2) : 0
    let last = min(line.count, first + widest)
    let cut = first > 0 ? "…" : ""
    var shown = cut
    var padding = first > 0 ? " " : ""
    for index in first..<last {
      let isShown = Token.isSeen(line[index]) || line[index] == "\t"
      shown.unicodeScalars.append(isShown ? line[index] : " ")
      if index < from { padding += line[index] == "\t" ? "\t" : " " }
    }
    if last < line.count { shown += "…" }
    let marks = "^" + String(repeating: "~", count: max(0, min(to, first + widest) - from - 1))
    var result = "\(shown)\n\(padding)\(paint(marks, "32"))\n"
    if let replacement, !replacement.isEmpty {
      result += "\(padding)\(paint(replacement, "32"))\n"
    }
    return result
  }
}
