/// An expression of a function's operands and result, by elementwise functions: what its derivatives are.
public indirect enum ElementwiseFormula: Sendable {
  /// One of the function's operands, the first being 0.
  case operand(Int)
  /// The function's result.
  case result
  /// The same number everywhere.
  case number(Double)
  /// A function of formulas.
  case apply(ElementwiseFunction, [ElementwiseFormula])

  /// Its number, for one of the operands and of the result.
  public func evaluate(_ operands: [Double], result: Double) -> Double {
    switch self {
    case .operand(let index): operands[index]
    case .result: result
    case .number(let number): number
    case .apply(let function, let formulas):
      function.evaluate(formulas.map { $0.evaluate(operands, result: result) })
    }
  }

  /// Whether it is 1 or 0, by a comparison.
  public var isMark: Bool {
    if case .apply(let function, _) = self { function.compares } else { false }
  }

  static let x = ElementwiseFormula.operand(0)
  static let y = ElementwiseFormula.operand(1)

  static func + (a: Self, b: Self) -> Self { .apply(.add, [a, b]) }
  static func - (a: Self, b: Self) -> Self { .apply(.subtract, [a, b]) }
  static func * (a: Self, b: Self) -> Self { .apply(.multiply, [a, b]) }
  static func / (a: Self, b: Self) -> Self { .apply(.divide, [a, b]) }
  static func < (a: Self, b: Self) -> Self { .apply(.less, [a, b]) }
  static prefix func - (a: Self) -> Self { .apply(.negate, [a]) }
}

extension ElementwiseFormula: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// The same number everywhere.
  public init(integerLiteral number: Int) { self = .number(Double(number)) }

  /// The same number everywhere.
  public init(floatLiteral number: Double) { self = .number(number) }
}
