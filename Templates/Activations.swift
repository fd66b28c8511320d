/// Which forms of `tanh` and `sigmoid` are emitted.
public enum Activations: String, Hashable, Sendable, CaseIterable {
  /// Within 2 units in the last place.
  case accurate
  /// Forms of fewer steps: tanh within 5e-7 and sigmoid within 2.5e-7, absolute, both never falling.
  case fast

  /// The name given to `--activations`.
  public var name: String { rawValue }
}
