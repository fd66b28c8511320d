/// What the matrices of products are held in.
///
/// All else, as states, biases, activations and embedding tables, is in single precision whatever the
/// precision of the products.
public enum Precision: String, Hashable, Sendable, CaseIterable {
  /// Single precision.
  case f32
  /// Weights rounded to the nearest number of 8 significant bits (bfloat16); sums in single precision.
  case bf16
  /// Weights of 8 bits with a scale for each row, times vectors rounded to 8 bits with a scale and a byte
  /// that stands for zero for each vector and step; exact sums of integers.
  ///
  /// The bytes of a vector share out the range from the least to the greatest of its numbers and zero, so
  /// that the steps of numbers of one sign are half as large as those of numbers as far on both sides.
  case int8
  /// Double precision, weights and everything else.
  case f64
  /// The greatest number of columns that a matrix may have, or nil.
  public var depthLimit: Int? {
    // The products of so many unsigned and signed bytes are less than 2^31.
    self == .int8 ? 65_536 : nil
  }

  /// Whether the operands of products are rounded to less than numbers have otherwise.
  public var isReduced: Bool { self == .bf16 || self == .int8 }

  /// The bytes of a number that is no weight.
  public var numberSize: Int { self == .f64 ? 8 : 4 }

  /// The bytes that a matrix row of `columns` elements takes.
  public func bytes(inRowOf columns: Int) -> Int {
    switch self {
    case .f32: 4 * columns
    case .f64: 8 * columns
    case .bf16: 2 * columns
    // With the row's scale and the sum of its integers.
    case .int8: columns + 8
    }
  }

  /// The name given to `--precision`.
  public var name: String { rawValue }
}
