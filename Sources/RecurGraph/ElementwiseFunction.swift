import Foundation

/// A function of the numbers at one position of its operands.
///
/// The prelude builds every other function (relu, softplus, gelu, ...) out of these in the language
/// itself. A new one is a row of `table` here and a kernel template of the same name in `Templates`.
public struct ElementwiseFunction: Sendable {
  /// The name in the text form and in emitted code.
  public let name: String
  /// The number of operands.
  public let arity: Int
  /// Whether the operands may change places.
  public let isCommutative: Bool
  /// The value of the function in `Double`.
  public let evaluate: @Sendable ([Double]) -> Double

  /// Every function, by name.
  public static let table: [String: ElementwiseFunction] = Dictionary(
    uniqueKeysWithValues: [
      .add, .subtract, .multiply, .divide, .negate, .minimum, .maximum, .absolute, .squareRoot,
      .exponential, .logarithm, .tanh, .sigmoid, .errorFunction, .sine, .cosine,
      .floor, .less, .lessOrEqual, .equal, .notEqual, .select,
    ].map { ($0.name, $0) })

  /// The sum.
  public static let add = binary("add", commutes: true) { $0 + $1 }
  /// The first less the second.
  public static let subtract = binary("subtract") { $0 - $1 }
  /// The product.
  public static let multiply = binary("multiply", commutes: true) { $0 * $1 }
  /// The quotient.
  public static let divide = binary("divide") { $0 / $1 }
  /// The opposite.
  public static let negate = unary("negate") { -$0 }
  /// The first operand if it is less than the second, else the second; so the second if either is NaN.
  public static let minimum = binary("min") { $0 < $1 ? $0 : $1 }
  /// The first operand if it is greater than the second, else the second; so the second if either is
  /// NaN.
  public static let maximum = binary("max") { $0 > $1 ? $0 : $1 }
  /// The size without the sign.
  public static let absolute = unary("abs") { abs($0) }
  /// The square root.
  public static let squareRoot = unary("sqrt") { $0.squareRoot() }
  /// e to the power of the operand.
  public static let exponential = unary("exp") { Foundation.exp($0) }
  /// The natural logarithm.
  public static let logarithm = unary("log") { Foundation.log($0) }
  /// The hyperbolic tangent.
  public static let tanh = unary("tanh") { Foundation.tanh($0) }
  /// The logistic function, 1 / (1 + exp(-x)).
  public static let sigmoid = unary("sigmoid") { 1 / (1 + Foundation.exp(-$0)) }
  /// The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.
  public static let errorFunction = unary("erf") { Foundation.erf($0) }

  /// The sine of an angle in radians.
  public static let sine = unary("sin") { Foundation.sin($0) }
  /// The cosine of an angle in radians.
  public static let cosine = unary("cos") { Foundation.cos($0) }

  static func unary(
    _ name: String, _ evaluate: @escaping @Sendable (Double) -> Double
  ) -> ElementwiseFunction {
    ElementwiseFunction(name: name, arity: 1, isCommutative: false) { evaluate($0[0]) }
  }

  static func binary(
    _ name: String, commutes: Bool = false,
    _ evaluate: @escaping @Sendable (Double, Double) -> Double
  ) -> ElementwiseFunction {
    ElementwiseFunction(name: name, arity: 2, isCommutative: commutes) { evaluate($0[0], $0[1]) }
  }
}

extension ElementwiseFunction: Hashable {
  /// Whether both have the same name, which tells functions apart.
  public static func == (a: ElementwiseFunction, b: ElementwiseFunction) -> Bool {
    a.name == b.name
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
