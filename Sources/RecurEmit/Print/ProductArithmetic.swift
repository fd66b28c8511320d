import RecurGraph

/// How a kernel multiplies at one precision: what a word of packed weights, four bytes for each lane,
/// is multiplied by and how.
///
/// The loops around it are the same for all, see `ProductPrinter`. A new precision is a type like this,
/// a row in `arithmetic` and a layout in `Pack.matrix`.
protocol ProductArithmetic {
  /// The factors that one word of weights is multiplied by, one after the other.
  var factors: Int { get }

  /// The expression for the weights in `word` that the factor at `index` multiplies.
  func weights(_ index: Int, of word: String) -> String

  /// The expression for `sum` with `weights` times `factor` added.
  func multiplyAdd(_ weights: String, _ factor: String, _ sum: String) -> String
}

extension Precision {
  /// How products at this precision are printed.
  var arithmetic: any ProductArithmetic {
    switch self {
    case .f32: Float32Product()
    case .bf16: Bfloat16Product()
    }
  }
}

/// A word is a weight.
struct Float32Product: ProductArithmetic {
  let factors = 1

  func weights(_ index: Int, of word: String) -> String { word }

  func multiplyAdd(_ weights: String, _ factor: String, _ sum: String) -> String {
    "fma(\(weights), \(factor), \(sum))"
  }
}
