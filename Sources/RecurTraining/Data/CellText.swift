import RecurBinary

/// What the text of a cell stands for.
enum CellText {
  /// A text without white space at its ends.
  static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  /// Whether a text, without white space at its ends, says that there is no number.
  static func isMissing(_ text: String) -> Bool {
    guard text.utf8.count <= 3 else { return false }
    return ["", "na", "nan"].contains(text.lowercased())
  }

  /// The message for what is missing but needed.
  static func missing(_ text: String) -> String {
    let what = text.isEmpty ? "the cell is empty" : "'\(text)' is no value"
    return "\(what); --skip-missing leaves such rows out"
  }

  /// A finite number.
  static func number(_ text: some StringProtocol) -> Float? {
    guard let number = Float(text), number.isFinite else { return nil }
    return number
  }

  /// A whole number; one with a decimal point too, since other programs write whole numbers of columns with
  /// empty cells so.
  static func wholeNumber(_ text: String) -> Int32? {
    Int32(text) ?? Double(text).flatMap { Int32(exactly: $0) }
  }
}
