/// The cells and functions that every spec may use, in the language itself.
enum Prelude {
  /// The name under which diagnostics and origins show it.
  static let path = "prelude.recur"

  static let text = [
    classic, functions, norms, losses, pooling, simple, gated, linear, matrices, attention, random,
  ].joined()
}
