/// What is wrong with the text form of a graph, and where.
public struct GraphSyntaxFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1.
  public let column: Int
  /// What was expected or found.
  public let message: String

  /// The place and the message, as in `3:14: expected a type`.
  public var description: String { "\(line):\(column): \(message)" }
}
