/// Why a graph cannot be evaluated on some inputs and weights.
public struct InterpreterFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, with the name of the tensor.
  public let description: String

  /// Creates a fault.
  init(_ description: String) { self.description = description }
}
