/// Writes the elements of a picture, a line each.
struct SVGWriter {
  /// What has been written.
  private(set) var text = ""
  private var open: [String] = []

  /// The attributes of an element, in order.
  typealias Attributes = KeyValuePairs<String, String>

  /// Begins an element that holds those that `content` writes.
  mutating func element(
    _ name: String, _ attributes: Attributes, _ content: (inout SVGWriter) -> Void
  ) {
    line("<\(name)\(Self.text(of: attributes))>")
    open.append(name)
    content(&self)
    open.removeLast()
    line("</\(name)>")
  }

  /// Writes an element that holds nothing.
  mutating func element(_ name: String, _ attributes: Attributes) {
    line("<\(name)\(Self.text(of: attributes))/>")
  }

  /// Writes an element that holds text, which may be any.
  mutating func element(_ name: String, _ attributes: Attributes, text: String) {
    line("<\(name)\(Self.text(of: attributes))>\(Self.escaped(text))</\(name)>")
  }

  private mutating func line(_ line: String) {
    text += String(repeating: "  ", count: open.count) + line + "\n"
  }

  private static func text(of attributes: Attributes) -> String {
    attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }

  /// `text` so that a reader of XML 1.0 gets it back; U+FFFD stands for characters that XML cannot hold.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// A length of so many tenths of pixels.
  static func length(_ tenths: Int) -> String {
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }

  /// A length in pixels, to a tenth.
  static func length(_ pixels: Double) -> String { length(Int((pixels * 10).rounded())) }
}
