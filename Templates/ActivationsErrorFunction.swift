import Foundation

extension ElementwiseFunction {
  /// The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.
  public static let errorFunction = ElementwiseFunction(
    "erf", MathForm(errorFunctionTemplate), latency: 40
  ) { Foundation.erf($0) }
  .ofLibraryInDoublePrecision()
  .deriving { [.number(2 / Double.pi.squareRoot()) * .apply(.exponential, [-(.x * .x)])] }
}

let errorFunctionTemplate = #"""
  /// x + x S(x^2) below 0.85, else 1 - e^-g(|x|) with the sign of x; S of degree 5, g of degree 6;
  /// e^-g = 2^n (1 + p), p = expm1(-r), r = g + n ln 2.
  ///
  /// Error: at most 1.5 units in the last place, fused or not.
  /// Odd; exactly 1 above 3.92, and never more; NaN of NaN.
  @inline(__always)
  func erf(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let a = recur_abs<#lanes#>(x)
    let u = a * a
    let u2 = u * u
    let g01 = fma(a, 1.1280621, 0.000103900515)
    let g23 = fma(a, 0.10452294, 0.6365196)
    let g45 = fma(a, 0.0031168954, -0.022516428)
    let g = fma(fma(u, -0.00020354892, g45), u2, fma(g23, u, g01))
    let shifted = fma(g, -1.442695, 12_582_912)
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let r = fma(n, 0.6931472, g)
    let r2 = r * r
    let low = fma(r, -0.16666543, 0.5)
    let high = fma(r, -0.008366611, 0.04166628)
    let q = fma(fma(r2, 0.0013946497, high), r2, low)
    let minusP = fnma(q, r2, r)
    let one = F32x<#lanes#>(repeating: 1)
    let power = recur_scale<#lanes#>(one, shifted)
    let far = fma(minusP, power, one - power)

    let s01 = fma(u, -0.37612563, 0.12837917)
    let s23 = fma(u, -0.026798282, 0.11282618)
    let s45 = fma(u, -0.0006270509, 0.0050436836)
    let near = fma(a, fma(fma(s45, u2, s23), u2, s01), a)

    let bent = recur_select_less<#lanes#>(a, F32x<#lanes#>(repeating: 0.85), near, far)
    let y = recur_select_less<#lanes#>(F32x<#lanes#>(repeating: 3.92), a, one, bent)
    return recur_copysign<#lanes#>(y, x)
  }
  """#
