/// A place between two characters of a text.
public struct SourcePosition: Hashable, Comparable, Sendable {
  /// The number of UTF-8 bytes before the place.
  public let offset: Int
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, counted in Unicode scalars.
  public let column: Int

  /// Creates the place after `offset` bytes, at `line` and `column`.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// Whether `a` stands before `b` in the text.
  public static func < (a: SourcePosition, b: SourcePosition) -> Bool { a.offset < b.offset }
}
