/// A fault of the user's making, such as a malformed file, told in one message that needs no context.
///
/// Commands print it as `error: MESSAGE` and exit 1.
public struct RecurFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, naming the file or tensor; further lines are indented details.
  public var message: String

  /// Creates a fault.
  public init(_ message: String) {
    self.message = message
  }

  public var description: String { message }

  /// The same fault, said of something: `SUBJECT: MESSAGE`.
  public func about(_ subject: String) -> RecurFault {
    RecurFault("\(subject): \(message)")
  }
}
