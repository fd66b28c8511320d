import RecurWeights

/// One input or target of a model, as examples have it.
public struct ExampleValue: Hashable, Sendable {
  /// Its name, shape, vocabulary and, for a sequence whose length the spec fixes, its length.
  public let value: ModelSignature.Value
  /// Whether it is what was meant, and not what the model is given.
  public let isTarget: Bool
  /// What the spec calls the length of a sequence that may have any; values with the same one are equally
  /// long in each example.
  public let length: String?

  /// Creates a value.
  public init(_ value: ModelSignature.Value, isTarget: Bool = false, length: String? = nil) {
    self.value = value
    self.isTarget = isTarget
    self.length = length
  }

  /// The spec's name.
  public var name: String { value.name }

  /// The elements of one time step, or of the whole where it has no time axis; 1 for tokens.
  public var size: Int { value.shape.reduce(1, *) }
}
