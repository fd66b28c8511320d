/// Why an operation cannot be applied to operands of some types.
public struct OperationFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, with the types concerned.
  public let description: String

  /// Creates a fault.
  init(_ description: String) { self.description = description }
}
