import Foundation

/// An expression of a random cell: it prints itself in the language and evaluates itself in Swift.
indirect enum RandomTerm {
  case number(Double)
  /// A state, a binding, a bias, or the next value of a state (`s0'`).
  case name(String)
  /// W @ x.
  case inputProduct(String)
  /// U @ v.
  case product(String, RandomTerm)
  case negated(RandomTerm)
  case binary(Character, RandomTerm, RandomTerm)
  case call(String, [RandomTerm])

  /// The functions that a term may call, in Swift.
  static let functions: [String: @Sendable (Double) -> Double] = [
    "tanh": { Foundation.tanh($0) }, "abs": { Swift.abs($0) },
    "sigmoid": { 1 / (1 + Foundation.exp(-$0)) }, "relu": { Swift.max($0, 0) },
    "hardSigmoid": { Swift.max(0, Swift.min(1, 0.2 * $0 + 0.5)) },
    "softplus": { Foundation.log(1 + Foundation.exp($0)) },
    "silu": { $0 / (1 + Foundation.exp(-$0)) },
    "gelu": { 0.5 * $0 * (1 + Foundation.erf($0 / 2.0.squareRoot())) },
  ]

  /// The text, in parentheses if it binds weaker than `level`: 1 sums, 2 products, 3 operands.
  func text(_ level: Int = 0) -> String {
    let (own, text): (Int, String) =
      switch self {
      case .number(let number): (3, "\(number)")
      case .name(let name): (3, name)
      case .inputProduct(let weight): (2, "\(weight) @ x")
      case .product(let weight, let vector): (2, "\(weight) @ \(vector.text(3))")
      case .negated(let term): (2, "-\(term.text(3))")
      case .binary(let symbol, let a, let b):
        switch symbol {
        case "+", "-": (1, "\(a.text(1)) \(symbol) \(b.text(2))")
        default: (2, "\(a.text(2)) \(symbol) \(b.text(3))")
        }
      case .call(let name, let operands):
        (3, "\(name)(\(operands.map { $0.text() }.joined(separator: ", ")))")
      }
    return own < level ? "(\(text))" : text
  }

  /// The value: one number for a scalar, which stands for as many as it meets.
  func value(_ environment: Environment) -> [Double] {
    switch self {
    case .number(let number): return [number]
    case .name(let name): return environment.values[name]!
    case .inputProduct(let weight):
      return environment.formulas.product(environment.path + weight, environment.x)
    case .product(let weight, let vector):
      return environment.formulas.product(
        environment.path + weight, vector.value(environment))
    case .negated(let term): return term.value(environment).map { -$0 }
    case .binary(let symbol, let a, let b):
      return combine(a.value(environment), b.value(environment)) { a, b in
        switch symbol {
        case "+": a + b
        case "-": a - b
        case "*": a * b
        default: a / b
        }
      }
    case .call("sum", let operands): return [operands[0].value(environment).reduce(0, +)]
    case .call("maximum", let operands): return [operands[0].value(environment).max()!]
    case .call("min", let operands):
      return combine(operands[0].value(environment), operands[1].value(environment), Swift.min)
    case .call("max", let operands):
      return combine(operands[0].value(environment), operands[1].value(environment), Swift.max)
    case .call("softmax", let operands):
      return environment.formulas.softmax(operands[0].value(environment))
    case .call(let name, let operands):
      return operands[0].value(environment).map(Self.functions[name]!)
    }
  }

  private func combine(
    _ a: [Double], _ b: [Double], _ function: (Double, Double) -> Double
  ) -> [Double] {
    (0..<max(a.count, b.count)).map { index in
      function(a[a.count == 1 ? 0 : index], b[b.count == 1 ? 0 : index])
    }
  }

  /// What names stand for at one step of one use of the cell.
  struct Environment {
    let formulas: Formulas
    /// The parameter path, with its dot.
    let path: String
    let x: [Double]
    var values: [String: [Double]]
  }
}
