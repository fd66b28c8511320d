let sigmoidTemplate = #"""
  /// 1 / (1 + e^-x), where e^-x = 2^n (1 + p), p = expm1(-r), r = x + n ln 2.
  ///
  /// Error: at most 1.9 units in the last place, fused or not; 2.5 below -16.2, where sigmoid x is
  /// under 1e-7. Exactly 1 from 30, exactly 0 below -88.37, where it is under 4.2e-39; NaN of NaN.
  /// 2^n + 1 is ready while p is on its way, so the divisor is one fused step behind p.
  @inline(__always)
  func sigmoid(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let shifted = fma(x, -1.442695, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let r = fma(n, 1.4286068e-06, fma(n, 0.69314575, x))
    let r2 = r * r
    let low = fma(r, -0.16666543, 0.5)
    let high = fma(r, -0.008366611, 0.04166628)
    let minusP = fnma(fma(r2, 0.0013946497, high), r2 * r2, fnma(low, r2, r))
    let one = F32x<#lanes#>(repeating: 1)
    let power = recur_scale<#lanes#>(one, shifted)
    let y = one / fnma(minusP, power, power + one)
    let lowest = F32x<#lanes#>(repeating: -88.37)
    let positive = recur_select_less<#lanes#>(x, lowest, F32x<#lanes#>.zero, y)
    return recur_select_less<#lanes#>(F32x<#lanes#>(repeating: 30), x, one, positive)
  }
  """#
