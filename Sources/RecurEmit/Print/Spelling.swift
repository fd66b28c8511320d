import RecurGraph
import RecurTemplates

/// How values and functions are written in emitted Swift.
enum Spelling {
  /// `function` applied to `operands`.
  static func of(_ function: ElementwiseFunction, _ operands: [String]) -> String {
    function.expression(operands)
  }

  /// `number` as a literal, as short as one of a `Float` where it is one.
  static func literal(_ number: Double) -> String {
    if number.isNaN { return ".nan" }
    if number.isInfinite { return number < 0 ? "-.infinity" : ".infinity" }
    return Double(Float(number)) == number ? "\(Float(number))" : "\(number)"
  }
}
