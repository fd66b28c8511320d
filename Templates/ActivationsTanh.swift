let tanhTemplate = #"""
  /// x + x^3 T(x^2) below 0.4, else e / (e + 1) with the sign of x, where e = expm1(2 |x|) / 2 =
  /// 2^n p + (2^n - 1) / 2, p = expm1(2 r) / 2, r = |x| - n ln 2 / 2.
  ///
  /// Error: at most 1.7 units in the last place, fused or not. Odd; exactly 1 from 9.010914, where it
  /// rounds to 1, and never more; steps back by no more than one unit; NaN of NaN.
  /// One part of ln 2 will do: what it leaves out grows with n, and the weight of an error in e falls
  /// as e^(-2 |x|).
  @inline(__always)
  func tanh(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let a = recur_abs<#lanes#>(x)
    let shifted = fma(a, 2.88539, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let r = fnma(n, 0.3465736, a)
    let r2 = r * r
    let low = fma(r, 0.66666174, 1)
    let high = fma(r, 0.13386577, 0.33333024)
    let p = fma(fma(r2, 0.04462879, high), r2 * r2, fma(low, r2, r))
    let one = F32x<#lanes#>(repeating: 1)
    let power = recur_scale<#lanes#>(one, shifted)
    let e = fma(p, power, fma(power, 0.5, -0.5))
    let middle = e / (e + one)

    let u = a * a
    let t01 = fma(u, 0.13331214, -0.333333)
    let t23 = fma(u, 0.018744063, -0.053561937)
    let near = fma(u * a, fma(t23, u * u, t01), a)

    // From 8.664 on there are two values left, and e + 1 would round to e too soon.
    let penultimate = F32x<#lanes#>(repeating: 0.99999994)
    let edge = F32x<#lanes#>(repeating: 9.010913)
    let far = recur_select_less<#lanes#>(edge, a, one, penultimate)
    let bent = recur_select_less<#lanes#>(a, F32x<#lanes#>(repeating: 0.4), near, middle)
    let y = recur_select_less<#lanes#>(F32x<#lanes#>(repeating: 8.664), a, far, bent)
    return recur_copysign<#lanes#>(y, x)
  }
  """#
