/// A function of the prelude that has a better form where its first argument is what another one gave.
///
/// The values are the same, but the direct form neither overflows nor rounds to 0 or 1 on its way.
struct DirectForm {
  /// The function.
  let function: String
  /// What gave its first argument, of the prelude or built in.
  let maker: String
  /// The function of the prelude that takes in place of that what the maker was given; of `generate` the
  /// scores that its block chooses by where it is fed the second argument.
  let direct: String

  static let table = [
    DirectForm(function: "crossEntropy", maker: "softmax", direct: "softmaxCrossEntropy"),
    DirectForm(function: "binaryCrossEntropy", maker: "sigmoid", direct: "sigmoidCrossEntropy"),
    DirectForm(function: "crossEntropy", maker: "generate", direct: "softmaxCrossEntropy"),
    DirectForm(function: "accuracy", maker: "generate", direct: "accuracy"),
  ]

  /// The functions that choose a token by numbers.
  static let choices: Set = ["argmax", "sample"]

  /// The functions of which is remembered what they were given.
  static let makers = Set(table.map(\.maker))
}
