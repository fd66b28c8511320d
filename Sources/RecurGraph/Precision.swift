/// What the matrices of products are held in.
///
/// All else, as states, biases, activations and embedding tables, is in single precision whatever the
/// precision of the products.
public enum Precision: String, Hashable, Sendable, CaseIterable {
  /// Single precision.
  case f32
  /// Weights rounded to the nearest number of 8 significant bits (bfloat16); sums in single precision.
  case bf16
  /// The bytes that a matrix row of `columns` elements takes.
  public func bytes(inRowOf columns: Int) -> Int {
    switch self {
    case .f32: 4 * columns
    case .bf16: 2 * columns
    }
  }

  /// The name given to `--precision`.
  public var name: String { rawValue }
}
