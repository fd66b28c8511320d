/// The place in a spec from which a node was made.
public struct Origin: Hashable, Sendable {
  /// The spec's name as it should be shown, without its folder.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1.
  public var column: Int

  /// Creates the place at `line` and `column` of `file`.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}
