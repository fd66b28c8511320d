/// A piece of a spec's text.
public struct SourceSpan: Hashable, Sendable {
  /// The path of the spec as the caller gave it; `prelude.recur` for the prelude.
  public let file: String
  /// The place before the first character.
  public let start: SourcePosition
  /// The place after the last character.
  public let end: SourcePosition

  /// Creates the piece of `file` from `start` to `end`.
  public init(file: String, start: SourcePosition, end: SourcePosition) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// The last component of `file`.
  public var fileName: String { file.split(separator: "/").last.map(String.init) ?? file }

  /// The smallest span that holds this one and `other`.
  ///
  /// - Requires: both are of one file.
  public func through(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(file: file, start: min(start, other.start), end: max(end, other.end))
  }
}
