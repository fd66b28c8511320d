import Foundation

extension ElementwiseFunction {
  /// e to the power of the operand.
  public static let exponential = ElementwiseFunction(
    "exp", MathForm(exponentialTemplate), latency: 40, keepsFinite: false
  ) { Foundation.exp($0) }
  .ofLibraryInDoublePrecision()
  .deriving { [.result] }
}

let exponentialTemplate = #"""
  /// e^x = 2^n (1 + r + r^2 q(r)) with n = round(x / ln 2), r = x - n ln 2, q of degree 4.
  ///
  /// Error: at most 1.1 units in the last place, fused or not. 0 below -87.33654 (where e^x is no
  /// longer a normal number), infinity from 88.72284, NaN of NaN.
  @inline(__always)
  func exp(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
    let shifted = fma(x, 1.442695, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let r = fnma(n, 1.4286068e-06, fnma(n, 0.69314575, x))
    let r2 = r * r
    let low = fma(r, 0.16666543, 0.5)
    let high = fma(r, 0.008366611, 0.04166628)
    let q = fma(fma(r2, 0.0013946497, high), r2, low)
    let significand = fma(q, r2, r) + F32x<#lanes#>(repeating: 1)
    let scaled = recur_scale<#lanes#>(significand, shifted)
    let lowest = F32x<#lanes#>(repeating: -87.33654)
    let normal = recur_select_less<#lanes#>(x, lowest, F32x<#lanes#>.zero, scaled)
    let highest = F32x<#lanes#>(repeating: 88.72284)
    let infinite = x + F32x<#lanes#>(repeating: .infinity)
    return recur_select_less<#lanes#>(x, highest, normal, infinite)
  }
  """#
