let tanhTemplate = #"""
  /// e / (e + 1) with the sign of x, where e = expm1(2 |x|) / 2 = 2^n p + (2^n - 1) / 2,
  /// p = expm1(2 r) / 2, r = |x| - n ln 2 / 2.
  ///
  /// Odd; exactly 1 from 9.02 (10 and more are set to it); NaN of NaN. One part of ln 2 will do: what
  /// it leaves out grows with n, and the weight of an error in e falls as e^(-2 |x|).
  @inline(__always)
  func tanh(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let a = recur_abs<#lanes#>(x)
    let shifted = fma(a, 2.88539, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let r = fnma(n, 0.3465736, a)
    let r2 = r * r
    let low = fma(r, 0.66666174, 1)
    let high = fma(r, 0.13386577, 0.33333024)
    let q = fma(fma(r2, 0.04462879, high), r2, low)
    let p = fma(q, r2, r)
    let one = F32x<#lanes#>(repeating: 1)
    let power = recur_scale<#lanes#>(one, shifted)
    let e = fma(p, power, fma(power, 0.5, -0.5))
    let y = e / (e + one)
    let saturated = recur_select_less<#lanes#>(F32x<#lanes#>(repeating: 10), a, one, y)
    return recur_copysign<#lanes#>(saturated, x)
  }
  """#
