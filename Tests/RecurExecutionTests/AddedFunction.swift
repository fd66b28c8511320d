import Foundation
import RecurTemplates

/// A function that the compiler does not have: what a file for a new one holds.
extension ElementwiseFunction {
  /// x / (1 + |x|).
  static let softsign = ElementwiseFunction("softsign", arity: 1, MathForm(softsignTemplate)) {
    $0[0] / (1 + abs($0[0]))
  }
}

private let softsignTemplate = #"""
  /// x / (1 + |x|), to 2 ulp.
  @inline(__always)
  func softsign(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    x / (F32x<#lanes#>(repeating: 1) + recur_abs<#lanes#>(x))
  }
  """#
