import Foundation

extension ElementwiseFunction {
  /// The logistic function, 1 / (1 + exp(-x)).
  public static let sigmoid = ElementwiseFunction(
    "sigmoid", MathForm(sigmoidLookupTemplate, needs: [.fusedMultiplyAdd, .tableLookup]),
    MathForm(sigmoidFusedTemplate, needs: [.fusedMultiplyAdd]),
    MathForm(sigmoidTemplate),
    fast: [
      MathForm(sigmoidFastLookupTemplate, needs: [.fusedMultiplyAdd, .tableLookup]),
      MathForm(sigmoidFastTemplate),
    ], latency: 40
  ) { 1 / (1 + Foundation.exp(-$0)) }
  .ofLibraryInDoublePrecision()
  .deriving { [.result * (1 - .result)] }
}

let sigmoidTemplate = #"""
  /// 1 / (1 + e^-x), where e^-x = 2^n (1 + p), p = expm1(-r), r = x + n ln 2.
  ///
  /// Error: at most 1.95 units in the last place and 9e-8, fused or not. Never decreasing; exactly 1
  /// from 17.33, exactly 0 below -88.37, where it is under 4.2e-39; NaN of NaN.
  /// 2^n + 1 is ready while p is on its way, so the divisor is one fused step behind p.
  @inline(__always)
  func sigmoid(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let limited = recur_min<#lanes#>(F32x<#lanes#>(repeating: 88), x)
    let shifted = fma(limited, -1.442695, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let r = fma(n, 1.4286068e-06, fma(n, 0.69314575, limited))
    let r2 = r * r
    let low = fma(r, -0.16666543, 0.5)
    let high = fma(r, -0.008366611, 0.04166628)
    // Rounded in this order, p never falls; with fewer steps in line it does.
    let minusP = fnma(fma(fma(r2, 0.0013946497, high), r2, low), r2, r)
  """# + sigmoidEnding

let sigmoidFusedTemplate = #"""
  /// 1 / (1 + e^-x), where e^-x = 2^n (1 + p), p = expm1(-r), r = x + n ln 2.
  ///
  /// Error: at most 1.95 units in the last place and 9e-8. Never decreasing; exactly 1 from 17.33,
  /// exactly 0 below -88.37, where it is under 4.2e-39; NaN of NaN.
  /// Fused, x + n ln 2 with ln 2 as one `Float` is exact but for `rest`, which p takes in late, as
  /// expm1(-r - rest) = expm1(-r) - rest (1 - r) and less than a third of a unit; 2^n + 1 is ready
  /// while p is on its way.
  @inline(__always)
  func sigmoid(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let limited = recur_min<#lanes#>(F32x<#lanes#>(repeating: 88), x)
    let shifted = fma(limited, -1.442695, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let r = fma(n, 0.6931472, limited)
    let rest = n * F32x<#lanes#>(repeating: -1.9046542e-09)
    let r2 = r * r
    let low = fma(r, -0.16666543, 0.5)
    let high = fma(r, -0.008366611, 0.04166628)
    let whole = fma(rest, F32x<#lanes#>(repeating: 1) - r, r)
    // Rounded in this order, p never falls; with fewer steps in line it does.
    let minusP = fnma(fma(fma(r2, 0.0013946497, high), r2, low), r2, whole)
  """# + sigmoidEnding

/// From -p, n and its `shifted` form to the quotient.
private let sigmoidEnding = #"""

    let one = F32x<#lanes#>(repeating: 1)
    let power = recur_scale<#lanes#>(one, shifted)
    // 2^24 + 1 rounds to 2^24; the numerator makes up for that.
    let penultimate = F32x<#lanes#>(repeating: 0.99999994)
    let numerator = recur_select_equal<#lanes#>(
      n, F32x<#lanes#>(repeating: 24), penultimate, one)
    let y = numerator / fnma(minusP, power, power + one)
    let lowest = F32x<#lanes#>(repeating: -88.37)
    return recur_select_less<#lanes#>(limited, lowest, F32x<#lanes#>.zero, y)
  }
  """#
