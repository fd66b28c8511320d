/// What makes a graph ill-formed: a fault of the pass that wrote it.
public struct GraphFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The faults, one a line, each with the node or value that it is about.
  ///
  /// Values are numbered as `Graph.description` prints them.
  public let messages: [String]

  /// The messages, one a line.
  public var description: String { messages.joined(separator: "\n") }
}
