/// How text and tokens stand for each other.
public struct TypedVocabulary: Hashable, Sendable {
  /// How a text is cut into entries.
  public enum Split: String, Hashable, Sendable {
    /// Every character is one entry.
    case characters
    /// White space separates entries.
    case words
  }

  /// The spec's name.
  public var name: String
  /// The text of each token, by its number.
  public var entries: [String]
  /// How a text is cut.
  public var split: Split
  /// The token for an entry that is not in the list.
  public var unknown: Int?
  /// The token that is appended to every text.
  public var end: Int?
  /// Whether a text is lowercased first.
  public var lowercased: Bool

  /// Creates a vocabulary.
  public init(
    name: String, entries: [String], split: Split = .words, unknown: Int? = nil, end: Int? = nil,
    lowercased: Bool = false
  ) {
    self.name = name
    self.entries = entries
    self.split = split
    self.unknown = unknown
    self.end = end
    self.lowercased = lowercased
  }
}
