import Foundation

extension ElementwiseFunction {
  /// The hyperbolic tangent.
  public static let tanh = ElementwiseFunction(
    "tanh", MathForm(tanhLookupTemplate, needs: [.fusedMultiplyAdd, .tableLookup]),
    MathForm(tanhTemplate),
    fast: [
      MathForm(tanhFastLookupTemplate, needs: [.fusedMultiplyAdd, .tableLookup]),
      MathForm(tanhFastTemplate),
    ], latency: 40
  ) { Foundation.tanh($0) }
  .ofLibraryInDoublePrecision()
  .deriving { [1 - .result * .result] }
}

let tanhTemplate = #"""
  /// x + x^3 T(x^2) below 0.55, T of degree 4; else 1 - 2 / (e^(2 |x|) + 1) with the sign of x, where
  /// e^(2 |x|) = 2^n (1 + p), p = expm1(2 r), r = |x| - n ln 2 / 2.
  ///
  /// Error: at most 1.43 units in the last place and 8.5e-8, fused or not. Never decreasing, odd;
  /// exactly 1 from 9.010914, where it rounds to 1; NaN of NaN.
  /// One part of ln 2 will do: what it leaves out grows with n, and the weight of an error in p falls
  /// as e^(-2 |x|).
  @inline(__always)
  func tanh(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let a = recur_abs<#lanes#>(x)
    let limited = recur_min<#lanes#>(F32x<#lanes#>(repeating: 9.5), a)
    let shifted = fma(limited, 2.88539, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let r = fnma(n, 0.3465736, limited)
    let r2 = r * r
    let low = fma(r, 1.3333235, 2)
    let high = fma(r, 0.26773155, 0.6666605)
    let p = fma(fma(r2, 0.08925758, high), r2 * r2, fma(low, r2, r + r))
    let one = F32x<#lanes#>(repeating: 1)
    let power = recur_scale<#lanes#>(one, shifted)
    let far = one - F32x<#lanes#>(repeating: 2) / fma(p, power, power + one)

    let u = a * a
    let t34 = fma(u, -0.006123022, 0.020967437)
    let t = fma(fma(fma(t34, u, -0.053827822), u, 0.13332362), u, -0.3333331)
    let near = fma(u * a, t, a)
    let y = recur_select_less<#lanes#>(a, F32x<#lanes#>(repeating: 0.55), near, far)
    return recur_copysign<#lanes#>(y, x)
  }
  """#
