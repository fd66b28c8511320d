let errorFunctionTemplate = #"""
  /// erf x = x P(x^2) / Q(x^2), both of degree 5.
  ///
  /// Odd; exactly 1 above 3.92, and never more; NaN of NaN.
  @inline(__always)
  func erf(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let u = x * x
    let u2 = u * u
    let u4 = u2 * u2
    let p01 = fma(u, 0.19040711, 1.1283791)
    let p23 = fma(u, 0.0037656473, 0.052748818)
    let p45 = fma(u, 2.0500884e-06, 0.00028488386)
    let p = fma(p45, u4, fma(p23, u2, p01))
    let q01 = fma(u, 0.5020766, 1)
    let q23 = fma(u, 0.014969276, 0.11410938)
    let q45 = fma(u, 3.8091785e-05, 0.0011625438)
    let q = fma(q45, u4, fma(q23, u2, q01))
    let one = F32x<#lanes#>(repeating: 1)
    let a = recur_abs<#lanes#>(x)
    let y = a * p / q
    let bounded = recur_select_less<#lanes#>(one, y, one, y)
    let edge = F32x<#lanes#>(repeating: 3.92)
    return recur_copysign<#lanes#>(recur_select_less<#lanes#>(edge, a, one, bounded), x)
  }
  """#
