/// A checked spec: everything that its models need, with nothing left to look up.
public struct TypedProgram: Hashable, Sendable {
  /// The models, in the spec's order.
  public var models: [TypedModel]

  /// Creates a program.
  public init(models: [TypedModel]) { self.models = models }
}
