import Foundation
import RecurTemplates

/// A function that the compiler does not have: what a file for a new one holds.
extension ElementwiseFunction {
  /// x / (1 + |x|).
  static let softsign = ElementwiseFunction("softsign", arity: 1, MathForm(softsignTemplate)) {
    $0[0] / (1 + abs($0[0]))
  }
}

/// A reduction that the compiler does not have.
extension Reduction {
  /// How far the greatest and the least element are apart.
  static let range = Reduction(
    "range", rangeTemplate, ofEqual: { _, _ in 0 }, evaluate: { $0.max()! - $0.min()! })
}

private let softsignTemplate = #"""
  /// x / (1 + |x|), to 2 ulp.
  @inline(__always)
  func softsign(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    x / (F32x<#lanes#>(repeating: 1) + recur_abs<#lanes#>(x))
  }
  """#

private let rangeTemplate = #"""
  /// How far the greatest and the least of `count` elements are apart, rounded once.
  @inline(__always)
  func range<#lanes#>(_ source: UnsafePointer<Float>, count: Int) -> Float {
    var least: Float = source[0]
    var greatest: Float = source[0]
    for i in 1..<count {
      least = Swift.min(least, source[i])
      greatest = Swift.max(greatest, source[i])
    }
    return greatest - least
  }
  """#
