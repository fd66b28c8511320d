import Foundation

extension ElementwiseFunction {
  /// The sine of an angle in radians.
  public static let sine: ElementwiseFunction = ElementwiseFunction(
    "sin", MathForm(sineTemplate), latency: 40, keepsFinite: false
  ) { Foundation.sin($0) }
  .ofLibraryInDoublePrecision()
  .deriving { [.apply(.cosine, [.x])] }
  /// The cosine of an angle in radians.
  public static let cosine: ElementwiseFunction = ElementwiseFunction(
    "cos", MathForm(cosineTemplate), latency: 40, keepsFinite: false
  ) { Foundation.cos($0) }
  .ofLibraryInDoublePrecision()
  .deriving { [-.apply(.sine, [.x])] }
}

let sineTemplate = circular(
  "sin", formula: "s, c, -s or -c for n = 0, 1, 2 or 3 mod 4", quarter: "shifted")

let cosineTemplate = circular(
  "cos", formula: "c, -s, -c or s for n = 0, 1, 2 or 3 mod 4",
  quarter: "shifted + F32x<#lanes#>(repeating: 1)")

/// The sine, or the cosine, which is the sine a quarter of a turn further on.
///
/// - Parameter quarter: 1.5 * 2^23 and the quarters of a turn of which the sine is wanted.
private func circular(_ name: String, formula: String, quarter: String) -> String {
  #"""
  /// \#(formula), where s = r + r^3 S(r^2), c = 1 - r^2 / 2 + r^4 C(r^2),
  /// n = round(2 x / pi), r = x - n pi / 2; S and C of degree 2.
  ///
  /// Error: at most 2 units in the last place or 1e-11, whichever is more, fused or not. Never beyond 1.
  /// NaN where |x| is above 100,000, since of n pi / 2 too little is known there; NaN of NaN.
  @inline(__always)
  func \#(name)(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
    let shifted = fma(x, 0.63661975, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    // Of pi / 2 the first three parts have 8 bits each, so that n times them is exact; only the third
    // and the last difference are rounded.
    let exact = fnma(n, 0.0004825592, fnma(n, 1.5703125, x))
    let near = fnma(n, 1.2665987e-06, exact)
    let lost = fnma(n, 1.2665987e-06, exact - near)
    let r = fnma(n, 9.920936e-10, near)
    let u = r * r
    let s01 = fma(u, 0.008332133, -0.16666654)
    let s = fma(r * u, fma(u * u, -0.00019511458, s01), lost) + r
    let c01 = fma(u, -0.0013887278, 0.041666646)
    let c = fma(u * u, fma(u * u, 2.4428786e-05, c01), fma(u, -0.5, 1))
    let quarter = \#(quarter)
    let size = recur_select_odd<#lanes#>(quarter, c, s)
    let limit = F32x<#lanes#>(repeating: 100_000)
    return recur_select_less_or_equal<#lanes#>(
      recur_abs<#lanes#>(x), limit, recur_turn_half<#lanes#>(size, quarter),
      F32x<#lanes#>(repeating: .nan))
  }
  """#
}
