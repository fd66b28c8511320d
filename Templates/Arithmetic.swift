/// What Swift has an operator for.
extension ElementwiseFunction {
  /// The sum.
  public static let add = ElementwiseFunction("add", operator: "+", commutes: true) { $0 + $1 }
    .deriving { [1, 1] }
  /// The first less the second.
  public static let subtract = ElementwiseFunction("subtract", operator: "-") { $0 - $1 }
    .deriving { [1, -1] }
  /// The product.
  public static let multiply = ElementwiseFunction(
    "multiply", operator: "*", commutes: true
  ) { $0 * $1 }
  .deriving { [.y, .x] }
  /// The quotient.
  public static let divide = ElementwiseFunction(
    "divide", operator: "/", latency: 14, keepsFinite: false
  ) { $0 / $1 }
  .deriving { [1 / .y, -.result / .y] }
  /// The opposite.
  public static let negate = ElementwiseFunction("negate", operator: "-") { -$0 }
    .deriving { [-1] }
}
