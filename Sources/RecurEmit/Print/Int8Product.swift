/// A word is four signed weights, a factor four unsigned bytes: the vector's elements in steps of its scale
/// plus the byte of zero. Behind the factors lie the scale and that byte, times 1 and 256 in the halves of a
/// word.
///
/// A sum starts at the byte of zero times the sum of its row's weights, negated, so that it ends as the exact
/// sum of integers that the row's scale and the vector's make the product. Halves of words are multiplied, for
/// with whole words a sequence of an LSTM of 128 units takes 1 % longer (`Tests/Benchmarks/suite --rows "int8
/// sequence LSTM 128"`, on a Xeon).
struct Int8Product: ProductArithmetic {
  let factors = 1
  let wordsInFront = 1
  let wordsBehind = 1
  let wordsBehindFactors = 2
  let sum = "I32x"

  func start(_ word: String, _ factor: String) -> String? {
    "multiplyHalves(\(word), \(factor))"
  }

  func weights(_ index: Int, of word: String) -> String { word }

  func multiplyAdd(_ weights: String, _ factor: String, _ sum: String) -> String {
    "dot(\(weights), \(factor), \(sum))"
  }

  func product(_ sum: String, _ word: String, _ factor: String) -> String {
    "floats(\(sum)) * (\(word) * \(factor))"
  }
}
