import RecurGraph

/// How a kernel multiplies at one precision: what a word of packed weights, four bytes for each lane,
/// is multiplied by and how.
///
/// The loops around it are the same for all, see `ProductPrinter`. A new precision is a type like this,
/// a row in `arithmetic` and a layout in `Pack.matrix`.
protocol ProductArithmetic {
  /// The factors that one word of weights is multiplied by, one after the other.
  var factors: Int { get }

  /// The words of each lane and stream that lie in front of a tile's weights.
  var wordsInFront: Int { get }

  /// The words that lie behind them.
  var wordsBehind: Int { get }

  /// The words that lie behind the factors of a vector.
  var wordsBehindFactors: Int { get }

  /// The type of a sum without its number of lanes.
  var sum: String { get }

  /// The expression for where a sum starts, given the word in front of its weights and the last one behind
  /// the factors; nil for zero.
  func start(_ word: String, _ factor: String) -> String?

  /// The expression for the weights in `word` that the factor at `index` multiplies.
  func weights(_ index: Int, of word: String) -> String

  /// The expression for `sum` with `weights` times `factor` added.
  func multiplyAdd(_ weights: String, _ factor: String, _ sum: String) -> String

  /// The expression for the product that `sum` stands for, given the word behind the weights and the
  /// first one behind the factors; only where there are words behind.
  func product(_ sum: String, _ word: String, _ factor: String) -> String
}

extension ProductArithmetic {
  var wordsInFront: Int { 0 }
  var wordsBehind: Int { 0 }
  var wordsBehindFactors: Int { 0 }
  var sum: String { "F32x" }

  func start(_ word: String, _ factor: String) -> String? { nil }
  func product(_ sum: String, _ word: String, _ factor: String) -> String { sum }
}

extension Precision {
  /// How products at this precision are printed.
  var arithmetic: any ProductArithmetic {
    switch self {
    case .f32, .f64: WholeProduct()
    case .bf16: Bfloat16Product()
    case .int8: Int8Product()
    }
  }
}

/// A word is a weight.
struct WholeProduct: ProductArithmetic {
  let factors = 1

  func weights(_ index: Int, of word: String) -> String { word }

  func multiplyAdd(_ weights: String, _ factor: String, _ sum: String) -> String {
    "fma(\(weights), \(factor), \(sum))"
  }
}
