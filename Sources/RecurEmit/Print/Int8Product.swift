/// A word is four signed weights, a factor four unsigned bytes: the vector's elements in steps of its scale
/// plus 128.
///
/// A sum starts at -128 times the sum of its row's weights, so that it ends as the exact sum of integers
/// that the row's scale and the vector's make the product.
struct Int8Product: ProductArithmetic {
  let factors = 1
  let wordsInFront = 1
  let wordsBehind = 1
  let sum = "I32x"

  func start(_ word: String, lanes: Int) -> String? { "integers(\(word))" }

  func weights(_ index: Int, of word: String) -> String { word }

  func multiplyAdd(_ weights: String, _ factor: String, _ sum: String) -> String {
    "dot(\(weights), \(factor), \(sum))"
  }

  func product(_ sum: String, _ word: String, _ factor: String) -> String {
    "floats(\(sum)) * (\(word) * \(factor))"
  }
}
