#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Turns text into the tokens of an input, output or target that has a vocabulary.
public struct TokenEncoder: Sendable {
  private let value: ModelSignature.Value
  private let vocabulary: ModelSignature.Vocabulary
  private let tokens: [String: Int32]
  private let unknown: Int32?
  /// The tokens of entries that are one ASCII character, by its number, and `missing`.
  private let ascii: [Int32]

  /// Stands for what is not in the vocabulary.
  private static let missing: Int32 = -1

  /// Whether a model takes one token sequence with a vocabulary, and nothing else.
  static func isFor(_ signature: ModelSignature) -> Bool {
    guard signature.inputs.count == 1, let input = signature.inputs.first else { return false }
    return input.isSequence && input.tokens != nil && input.vocabulary != nil
  }

  /// Creates an encoder of a model's only input; nil for models that take no text.
  init?(_ signature: ModelSignature) {
    guard Self.isFor(signature) else { return nil }
    self.init(signature.inputs[0])
  }

  /// Creates an encoder; nil if the value has no vocabulary.
  public init?(_ value: ModelSignature.Value) {
    guard value.tokens != nil, let vocabulary = value.vocabulary else { return nil }
    self.value = value
    self.vocabulary = vocabulary
    let entries = vocabulary.entries.enumerated().map { ($0.element, Int32(clamping: $0.offset)) }
    let tokens = Dictionary(entries) { first, _ in first }
    self.tokens = tokens
    unknown = vocabulary.unknown.map { Int32(clamping: $0) }
    ascii = (0..<128).map { tokens[String(Unicode.Scalar(UInt8($0)))] ?? Self.missing }
  }

  /// Whether every character of a text is an entry; else words are.
  public var isOfCharacters: Bool { vocabulary.split == .characters }

  /// The token that is put behind a text.
  public var end: Int32? { vocabulary.end.map { Int32(clamping: $0) } }

  /// The tokens of `text` as inputs; throws as `sequence` does.
  func inputs(_ text: String) throws(RecurFault) -> [String: HostTensor] {
    let tokens = try sequence(text)
    return [value.name: HostTensor(tokens, shape: [tokens.count])]
  }

  /// The tokens of a whole text, the vocabulary's end behind them; throws for an entry that the vocabulary
  /// does not have, for an empty text and for one that does not have the fixed length.
  public func sequence(_ text: String) throws(RecurFault) -> [Int32] {
    var result: [Int32] = []
    try encode(text, to: &result)
    if let end { result.append(end) }
    guard !result.isEmpty else { throw RecurFault("the text is empty") }
    if let length = value.length, length != result.count {
      throw RecurFault("'\(value.name)' has exactly \(length) tokens; the text has \(result.count)")
    }
    return result
  }

  /// The token of a text that is one entry, or of those that the vocabulary does not have; nil if that is
  /// an error.
  public func token(_ text: String) -> Int32? {
    entry(text) ?? unknown
  }

  /// The token of a text that is one entry of the list.
  public func entry(_ text: String) -> Int32? {
    tokens[vocabulary.isLowercased ? text.lowercased() : text]
  }

  /// Adds the tokens of a piece of text without an end; throws for an entry that the vocabulary does not
  /// have.
  ///
  /// - Complexity: O(text).
  public func encode(_ text: String, to result: inout [Int32]) throws(RecurFault) {
    let cased = vocabulary.isLowercased ? text.lowercased() : text
    let first = result.count
    switch vocabulary.split {
    case .characters: try encodeCharacters(cased, first, to: &result)
    case .words:
      for word in cased.split(whereSeparator: Self.isSpace) {
        try append(String(word), first, to: &result)
      }
    }
  }

  /// Whether a character is white space; the properties of Unicode, which take longer to look up than all else
  /// about a word, are for those beyond ASCII.
  private static func isSpace(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return character.isWhitespace }
    return ascii == UInt8(ascii: " ") || 9...13 ~= ascii
  }

  /// Runs of ASCII, whose bytes are its characters but for line ends of two, are looked up in a table.
  private func encodeCharacters(
    _ text: String, _ first: Int, to result: inout [Int32]
  ) throws(RecurFault) {
    let bytes = Array(text.utf8)
    result.reserveCapacity(result.count + bytes.count)
    var start = 0
    while start < bytes.count {
      let byte = bytes[start]
      if byte < 0x80, isBoundary(bytes, start + 1), ascii[Int(byte)] != Self.missing {
        result.append(ascii[Int(byte)])
        start += 1
        continue
      }
      var end = start + 1
      while !isBoundary(bytes, end) { end += 1 }
      for character in String(decoding: bytes[start..<end], as: UTF8.self) {
        try append(String(character), first, to: &result)
      }
      start = end
    }
  }

  /// Whether a character surely ends before `index`: between two of ASCII, or at the end.
  private func isBoundary(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index < bytes.count else { return true }
    let (before, after) = (bytes[index - 1], bytes[index])
    return before < 0x80 && after < 0x80
      && !(before == UInt8(ascii: "\r") && after == UInt8(ascii: "\n"))
  }

  private func append(
    _ entry: String, _ first: Int, to result: inout [Int32]
  ) throws(RecurFault) {
    guard let token = tokens[entry] ?? unknown else {
      let number = result.count - first + 1
      throw RecurFault(
        "\(Self.quoted(entry)) (entry \(number) of the text) is not in the vocabulary of '\(value.name)'"
      )
    }
    result.append(token)
  }

  /// An entry in messages: its beginning if it is long, and characters that do not print by their names.
  public static func quoted(_ entry: String) -> String {
    var text = ""
    for scalar in entry.prefix(40).unicodeScalars.prefix(200) {
      text +=
        scalar.value < 0x20 || scalar.value == 0x7f
        ? scalar.escaped(asASCII: false) : String(scalar)
    }
    return entry.count > 40 ? "'\(text)...'" : "'\(text)'"
  }
}
