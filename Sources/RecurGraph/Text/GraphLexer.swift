/// Cuts the text form of a graph into tokens.
struct GraphLexer {
  /// A piece of the text form.
  enum Token: Hashable {
    /// `%7`.
    case value(Int)
    /// A name, a path or a key word; of letters, digits, `_`, `.` and `'`.
    case word(String)
    /// A number, with its sign.
    case number(String)
    /// A quoted text, without the quotes.
    case text(String)
    /// Any other character.
    case mark(Character)
    /// Nothing more.
    case end
  }

  private let characters: [Character]
  private var position = 0
  private var line = 1
  private var column = 1

  init(_ text: String) { characters = Array(text) }

  /// The next token and its place.
  mutating func next() throws(GraphSyntaxFault) -> (token: Token, line: Int, column: Int) {
    skipBlank()
    let (line, column) = (line, column)
    return (try token(), line, column)
  }

  private mutating func token() throws(GraphSyntaxFault) -> Token {
    guard let first = peek() else { return .end }
    switch first {
    case "%":
      let (line, column) = (line, column)
      advance()
      guard let number = Int(take { $0.isASCII && $0.isNumber }) else {
        throw GraphSyntaxFault(line: line, column: column, message: "expected a number after '%'")
      }
      return .value(number)
    case "\"": return .text(try quoted())
    case "-":
      advance()
      return .number("-" + number())
    case _ where first.isASCII && first.isNumber: return .number(number())
    case _ where first.isLetter || first == "_":
      return .word(take { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "'" })
    default:
      advance()
      return .mark(first)
    }
  }

  /// The text of an unsigned number; a sign follows only an `e`.
  private mutating func number() -> String {
    var text = ""
    while let character = peek() {
      let isSign = (character == "+" || character == "-") && text.last == "e"
      guard
        isSign || character == "." || character.isASCII && character.isLetter
          || character.isASCII && character.isNumber
      else { break }
      text.append(character)
      advance()
    }
    return text
  }

  private mutating func quoted() throws(GraphSyntaxFault) -> String {
    let (line, column) = (line, column)
    advance()
    var text = ""
    while let character = peek(), !character.isNewline {
      advance()
      if character == "\"" { return text }
      guard character == "\\", let escaped = peek() else {
        text.append(character)
        continue
      }
      text.append(escaped)
      advance()
    }
    throw GraphSyntaxFault(line: line, column: column, message: "this text has no end")
  }

  private mutating func skipBlank() {
    while let character = peek() {
      if character == "/", position + 1 < characters.count, characters[position + 1] == "/" {
        _ = take { !$0.isNewline }
      } else if character.isWhitespace {
        advance()
      } else {
        return
      }
    }
  }

  private mutating func take(while isWanted: (Character) -> Bool) -> String {
    var text = ""
    while let character = peek(), isWanted(character) {
      text.append(character)
      advance()
    }
    return text
  }

  private func peek() -> Character? {
    position < characters.count ? characters[position] : nil
  }

  private mutating func advance() {
    if characters[position].isNewline {
      line += 1
      column = 1
    } else {
      column += 1
    }
    position += 1
  }
}
