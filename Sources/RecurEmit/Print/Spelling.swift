import RecurGraph
import RecurTemplates

/// How values and functions are written in emitted Swift.
enum Spelling {
  /// `function` applied to `operands`.
  static func of(_ function: ElementwiseFunction, _ operands: [String]) -> String {
    function.expression(operands)
  }

  /// `number` as a `Float` literal.
  static func literal(_ number: Double) -> String {
    let value = Float(number)
    if value.isNaN { return ".nan" }
    if value.isInfinite { return value < 0 ? "-.infinity" : ".infinity" }
    return "\(value)"
  }
}
