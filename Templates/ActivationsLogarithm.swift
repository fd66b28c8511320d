import Foundation

extension ElementwiseFunction {
  /// The natural logarithm.
  public static let logarithm = ElementwiseFunction(
    "log", MathForm(logarithmTemplate), latency: 40, keepsFinite: false
  ) { Foundation.log($0) }
  .ofLibraryInDoublePrecision()
  .deriving { [1 / .x] }
}

let logarithmTemplate = #"""
  /// ln x = k ln 2 + f - f^2 / 2 + f^3 R(f), where x = 2^k (1 + f) with 1 + f from sqrt(1/2) to
  /// sqrt(2), and R of degree 7.
  ///
  /// Error: at most 1 unit in the last place, fused or not; subnormal numbers too.
  /// -infinity of 0, infinity of infinity, NaN below 0 and of NaN.
  @inline(__always)
  func log(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let zero = F32x<#lanes#>.zero
    let infinity = F32x<#lanes#>(repeating: .infinity)
    // Subnormal numbers are first made 2^23 times greater.
    let least = F32x<#lanes#>(repeating: 1.1754944e-38)
    let greater = x * F32x<#lanes#>(repeating: 8_388_608)
    let normal = recur_select_less<#lanes#>(x, least, greater, x)
    let offset = F32x<#lanes#>(repeating: -23)
    let k = recur_exponent<#lanes#>(normal) + recur_select_less<#lanes#>(x, least, offset, zero)
    let f = recur_significand<#lanes#>(normal) - F32x<#lanes#>(repeating: 1)
    let f2 = f * f
    let f4 = f2 * f2
    let r01 = fma(f, -0.2500081, 0.33333316)
    let r23 = fma(f, -0.16624555, 0.20002286)
    let r45 = fma(f, -0.1312875, 0.14181194)
    let r67 = fma(f, -0.07859604, 0.12881632)
    let tail = fma(fma(r67, f2, r45), f4, fma(r23, f2, r01))
    let cubic = fma(f2 * f, tail, k * F32x<#lanes#>(repeating: 1.4286068e-06))
    let y = fma(k, 0.69314575, f + fma(f2, -0.5, cubic))
    let finite = recur_select_less<#lanes#>(x, infinity, y, x)
    let outside = recur_select_less<#lanes#>(x, zero, zero / zero, x - infinity)
    return recur_select_less<#lanes#>(zero, x, finite, outside)
  }
  """#
