/// Cuts a spec into tokens.
///
/// What cannot be part of a spec is reported.
struct Lexer {
  private let file: String
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var column = 1
  private var startsLine = true
  private var documentation: [String] = []
  private var tokens: [Token] = []
  private var comments: [CommentSyntax] = []
  private var diagnostics: [Diagnostic] = []
  /// The names with foreign letters that have been told of.
  private var foreignNames: Set<String> = []

  private init(_ text: String, file: String) {
    self.file = file
    self.bytes = Array(text.utf8)
  }

  /// The tokens of `text`, the last of which is the end of the file, and what is wrong with it.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func tokens(of text: String, file: String) -> (tokens: [Token], diagnostics: [Diagnostic])
  {
    let parts = parts(of: text, file: file)
    return (parts.tokens, parts.diagnostics)
  }

  /// The tokens of `text`, as `tokens` gives them, and its comments.
  static func parts(
    of text: String, file: String
  ) -> (tokens: [Token], comments: [CommentSyntax], diagnostics: [Diagnostic]) {
    var lexer = Lexer(text, file: file)
    if lexer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.offset = 3 }
    while lexer.offset < lexer.bytes.count { lexer.readToken() }
    lexer.append(.endOfFile, "", from: lexer.position)
    return (lexer.tokens, lexer.comments, lexer.diagnostics)
  }

  private var position: SourcePosition {
    SourcePosition(offset: offset, line: line, column: column)
  }

  private func span(from start: SourcePosition) -> SourceSpan {
    SourceSpan(file: file, start: start, end: position)
  }

  private func byte(ahead: Int = 0) -> UInt8 {
    offset + ahead < bytes.count ? bytes[offset + ahead] : 0
  }

  /// Moves over one byte.
  private mutating func advance() {
    if bytes[offset] == UInt8(ascii: "\n") {
      line += 1
      column = 1
      startsLine = true
    } else if offset + 1 >= bytes.count || bytes[offset + 1] & 0xC0 != 0x80 {
      column += 1
    }
    offset += 1
  }

  private mutating func advance(while condition: (UInt8) -> Bool) {
    while offset < bytes.count, condition(bytes[offset]) { advance() }
  }

  private mutating func append(
    _ kind: Token.Kind, _ text: String, number: Double = 0, from start: SourcePosition
  ) {
    tokens.append(
      Token(
        kind: kind, text: text, number: number, span: span(from: start), startsLine: startsLine,
        documentation: documentation.joined(separator: "\n")))
    documentation = []
    startsLine = false
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func readToken() {
    let start = position
    let first = byte()
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      advance()
    case UInt8(ascii: "/") where byte(ahead: 1) == UInt8(ascii: "/"):
      readComment()
    case UInt8(ascii: "#"):
      readForeignComment()
    case UInt8(ascii: "/") where byte(ahead: 1) == UInt8(ascii: "*"):
      readForeignComment()
    case UInt8(ascii: "\""):
      readString()
    case _ where Lexer.isDigit(first):
      readNumber()
    case _ where Lexer.isNameStart(first) || isAtForeignLetter:
      readName()
    case _ where byte(ahead: 1) == UInt8(ascii: "=") && Lexer.signsBeforeEqual.contains(first):
      advance()
      advance()
      append(.punctuation, text(from: start.offset), from: start)
    case _ where Lexer.signs.contains(first):
      advance()
      append(.punctuation, text(from: start.offset), from: start)
    default:
      readUnknown()
    }
  }

  /// Reads a name. One with letters that names do not have is told of, once, and taken whole.
  private mutating func readName() {
    let start = position
    var isForeign = false
    while true {
      advance(while: { Lexer.isNameStart($0) || Lexer.isDigit($0) })
      guard isAtForeignLetter else { break }
      isForeign = true
      advanceScalar()
    }
    let name = text(from: start.offset)
    if isForeign, foreignNames.insert(name).inserted {
      diagnostics.append(.foreignLetters(in: name, at: span(from: start)))
    }
    let isPrimed = takePrime()
    append(isPrimed ? .primed : .identifier, name, from: start)
  }

  /// Whether a prime comes next; goes on if it does. One that is typeset is told of.
  private mutating func takePrime() -> Bool {
    let start = position
    if byte() == UInt8(ascii: "'") {
      advance()
      return true
    }
    let isTypeset = Lexer.typesetPrimes.contains { bytes[offset...].starts(with: $0) }
    guard isTypeset else { return false }
    advanceScalar()
    diagnostics.append(.unknownCharacter(text(from: start.offset), at: span(from: start)))
    return true
  }

  private static let typesetPrimes = ["\u{2019}", "\u{2032}"].map { Array($0.utf8) }

  /// Whether a letter that is not ASCII comes next, or a mark on the letter before.
  private var isAtForeignLetter: Bool {
    guard offset < bytes.count, byte() > 0x7F else { return false }
    let next = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
    guard let scalar = next.unicodeScalars.first else { return false }
    // The dot between factors may stand in names by Unicode's rules.
    return scalar.properties.isXIDContinue && scalar != "\u{B7}"
  }

  private mutating func readComment() {
    let start = position
    advance(while: { $0 != UInt8(ascii: "\n") })
    var line = text(from: start.offset)[...]
    let isDocumentation = line.hasPrefix("///") && !line.hasPrefix("////")
    line = line.dropFirst(isDocumentation ? 3 : 2)
    if isDocumentation, line.first == " " { line = line.dropFirst() }
    while let last = line.last, last.isWhitespace { line = line.dropLast() }
    if isDocumentation { documentation.append(String(line)) }
    comments.append(
      CommentSyntax(
        text: String(line), isDocumentation: isDocumentation, line: start.line,
        offset: start.offset, startsLine: startsLine))
  }

  /// Passes over what is a comment elsewhere.
  private mutating func readForeignComment() {
    let start = position
    advance()
    if byte() == UInt8(ascii: "*") { advance() }
    let beginsBlock = text(from: start.offset) == "/*"
    let isBlock = beginsBlock && lastBlockEnd > offset
    diagnostics.append(.foreignComment(isOpen: beginsBlock && !isBlock, at: span(from: start)))
    while offset < bytes.count, isBlock || byte() != UInt8(ascii: "\n") {
      let isEnd = byte() == UInt8(ascii: "*") && byte(ahead: 1) == UInt8(ascii: "/")
      advance()
      if isBlock, isEnd { return advance() }
    }
  }

  /// Where the last block of comment as elsewhere ends.
  private lazy var lastBlockEnd =
    bytes.indices.dropFirst().last {
      bytes[$0 - 1] == UInt8(ascii: "*") && bytes[$0] == UInt8(ascii: "/")
    } ?? -1

  private mutating func readNumber() {
    let start = position
    let isPart: (UInt8) -> Bool = { Lexer.isDigit($0) || $0 == UInt8(ascii: "_") }
    advance(while: isPart)
    if byte() == UInt8(ascii: "."), Lexer.isDigit(byte(ahead: 1)) {
      advance()
      advance(while: isPart)
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      let isSigned = byte(ahead: 1) == UInt8(ascii: "-") || byte(ahead: 1) == UInt8(ascii: "+")
      if Lexer.isDigit(byte(ahead: isSigned ? 2 : 1)) {
        advance()
        if isSigned { advance() }
        advance(while: isPart)
      }
    }
    if Lexer.isNameStart(byte()) {
      advance(while: { Lexer.isNameStart($0) || Lexer.isDigit($0) })
      diagnostics.append(.malformedNumber(text(from: start.offset), at: span(from: start)))
      append(.number, "1", number: 1, from: start)
      return
    }
    let digits = text(from: start.offset)
    let value = Double(digits.filter { $0 != "_" }) ?? .infinity
    if !Float(value).isFinite {
      diagnostics.append(.numberTooLarge(at: span(from: start)))
      append(.number, "1", number: 1, from: start)
    } else {
      append(.number, digits, number: value, from: start)
    }
  }

  private mutating func readString() {
    let start = position
    advance()
    var content: [UInt8] = []
    while offset < bytes.count, byte() != UInt8(ascii: "\n"), byte() != UInt8(ascii: "\"") {
      if byte() == UInt8(ascii: "\\") {
        readEscape(into: &content)
      } else {
        content.append(byte())
        advance()
      }
    }
    if byte() == UInt8(ascii: "\"") {
      advance()
    } else {
      diagnostics.append(.unterminatedString(at: span(from: start)))
    }
    append(.string, String(decoding: content, as: UTF8.self), from: start)
  }

  private mutating func readEscape(into content: inout [UInt8]) {
    let start = position
    let backslash = offset
    advance()
    switch byte() {
    case UInt8(ascii: "n"): content.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): content.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "\\"), UInt8(ascii: "\""): content.append(byte())
    case UInt8(ascii: "u") where byte(ahead: 1) == UInt8(ascii: "{"):
      advance()
      advance()
      let digits = offset
      advance(while: { Lexer.isDigit($0) || Lexer.isNameStart($0) })
      let scalar = UInt32(text(from: digits), radix: 16).flatMap(Unicode.Scalar.init)
      guard let scalar, byte() == UInt8(ascii: "}") else {
        refuseEscape(from: backslash, at: span(from: start), into: &content)
        return
      }
      content.append(contentsOf: Array(String(Character(scalar)).utf8))
    default:
      if offset < bytes.count, byte() != UInt8(ascii: "\n") { advanceScalar() }
      refuseEscape(from: backslash, at: span(from: start), into: &content)
      return
    }
    advance()
  }

  /// Takes what is no escape as it is written, so that nothing seems to be missing.
  private mutating func refuseEscape(
    from backslash: Int, at span: SourceSpan, into content: inout [UInt8]
  ) {
    diagnostics.append(.unknownEscape(at: span))
    content += bytes[backslash..<offset]
  }

  /// Moves over one Unicode scalar.
  private mutating func advanceScalar() {
    advance()
    advance(while: { $0 & 0xC0 == 0x80 })
  }

  private mutating func readUnknown() {
    let start = position
    let first = byte()
    advanceScalar()
    while offset < bytes.count, byte() > 0x7F || byte() == first { advanceScalar() }
    let text = text(from: start.offset)
    diagnostics.append(.unknownCharacter(text, at: span(from: start)))
    // What stands where a sign should makes the statement faulty; a sign too many does not.
    if text == ";" { startsLine = false } else { append(.punctuation, text, from: start) }
  }

  private static let signs = Set("{}()[],:.=+-*/@<>".utf8)

  /// What makes one sign with a '=' right after it.
  private static let signsBeforeEqual = Set("<>=!".utf8)

  /// Whether `bytes` are a name with letters that names do not have, of which is told where it is read.
  static func isForeignName(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.contains { $0 > 0x7F }
      && bytes.allSatisfy { $0 > 0x7F || isNameStart($0) || isDigit($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
  }
}
