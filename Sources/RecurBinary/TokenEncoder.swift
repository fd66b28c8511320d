#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Turns a text into the tokens of a model's only input.
struct TokenEncoder {
  private let input: ModelSignature.Value
  private let vocabulary: ModelSignature.Vocabulary
  private let tokens: [String: Int]

  /// Whether a model takes one token sequence with a vocabulary, and nothing else.
  static func isFor(_ signature: ModelSignature) -> Bool {
    guard signature.inputs.count == 1, let input = signature.inputs.first else { return false }
    return input.isSequence && input.tokens != nil && input.vocabulary != nil
  }

  /// Creates an encoder; nil for models that take no text.
  init?(_ signature: ModelSignature) {
    guard Self.isFor(signature), let input = signature.inputs.first,
      let vocabulary = input.vocabulary
    else { return nil }
    self.input = input
    self.vocabulary = vocabulary
    let entries = vocabulary.entries.enumerated().map { ($0.element, $0.offset) }
    tokens = Dictionary(entries) { first, _ in first }
  }

  /// The tokens of `text` as inputs; throws for an entry that the vocabulary does not have, for an empty
  /// text and for one that does not have the fixed length.
  func inputs(_ text: String) throws(RecurFault) -> [String: HostTensor] {
    let cased = vocabulary.isLowercased ? text.lowercased() : text
    let entries: [String]
    switch vocabulary.split {
    case .characters: entries = cased.map { String($0) }
    case .words: entries = cased.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    var result: [Int32] = []
    result.reserveCapacity(entries.count + 1)
    for (index, entry) in entries.enumerated() {
      guard let token = tokens[entry] ?? vocabulary.unknown else {
        let excerpt = entry.count > 40 ? entry.prefix(40) + "..." : entry[...]
        throw RecurFault(
          "'\(excerpt)' (entry \(index + 1) of the text) is not in the vocabulary of '\(input.name)'"
        )
      }
      result.append(Int32(clamping: token))
    }
    if let end = vocabulary.end { result.append(Int32(clamping: end)) }
    guard !result.isEmpty else { throw RecurFault("the text is empty") }
    if let length = input.length, length != result.count {
      throw RecurFault("'\(input.name)' has exactly \(length) tokens; the text has \(result.count)")
    }
    return [input.name: HostTensor(result, shape: [result.count])]
  }
}
