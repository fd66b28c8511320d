/// One word, number, string or sign of a spec.
struct Token {
  /// What sort of token it is.
  enum Kind: Hashable {
    /// A name or a word of the language; which of the two depends on where it stands.
    case identifier
    /// A name with a prime, as in `h'`; `text` is without the prime.
    case primed
    /// A number; `number` is its value.
    case number
    /// A string; `text` is what it stands for.
    case string
    /// One of `{ } ( ) [ ] , : . = + - * / @ < <= > >= == !=`.
    case punctuation
    /// The end of the text.
    case endOfFile
  }

  /// What sort of token it is.
  var kind: Kind
  /// The characters, or for a string what they stand for.
  var text: String
  /// The value of a number, otherwise 0.
  var number: Double
  /// Where it stands.
  var span: SourceSpan
  /// Whether it is the first token of its line.
  var startsLine: Bool
  /// The doc comment that ends before it, without the slashes.
  var documentation: String

  /// Whether a value can begin here.
  var beginsValue: Bool { kind == .identifier || kind == .primed || kind == .number || isText("(") }

  /// Whether a value can end here.
  var endsValue: Bool { kind == .identifier || kind == .primed || kind == .number || isText(")") }

  /// Whether items or statements follow it.
  var opensList: Bool { isText("{") || isText("(") || isText("[") }

  /// The characters that it is written with.
  var spelling: String {
    switch kind {
    case .string: Token.quoted(text)
    case .primed: text + "'"
    case .identifier, .number, .punctuation, .endOfFile: text
    }
  }

  /// Whether this is the sign or word `text`.
  func isText(_ text: String) -> Bool {
    (kind == .punctuation || kind == .identifier) && self.text == text
  }

  /// `text` as a string of a spec.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where unseen.contains(scalar.properties.generalCategory):
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static let unseen: Set<Unicode.GeneralCategory> = [
    .control, .lineSeparator, .paragraphSeparator,
  ]

  /// Whether a reader sees that `scalar` is there, and nothing else of the line changes by it.
  static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    return scalar == " "
      || !unseen.contains(category) && category != .format && category != .spaceSeparator
  }
}
