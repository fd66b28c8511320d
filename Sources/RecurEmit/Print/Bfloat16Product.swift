/// A word is the upper halves of two weights, that of the even column in its lower half; one shift or
/// one mask makes either a float.
struct Bfloat16Product: ProductArithmetic {
  let factors = 2

  func weights(_ index: Int, of word: String) -> String {
    index == 0 ? "widenLow(\(word))" : "widenHigh(\(word))"
  }

  func multiplyAdd(_ weights: String, _ factor: String, _ sum: String) -> String {
    "fma(\(weights), \(factor), \(sum))"
  }
}
