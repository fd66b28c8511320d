let tanhFastTemplate = tanhFastStart + exponentialFastBody + tanhFastEnding

/// Up to f and the `shifted` form of n.
private let tanhFastStart = #"""
  /// 1 - 2 / (e^(2 x) + 1), where e^(2 x) = 2^n (1 + p ln 2), p = (2^f - 1) / ln 2, f = 2 x / ln 2 - n,
  /// p of degree 5.
  ///
  /// Error: at most 2.1e-7, fused or not. Never decreasing; 0 of 0, exactly 1 and -1 beyond 9.02; NaN of
  /// NaN.
  /// Only the lower end is limited: above, n stays behind and f takes over, up to e^(2 x) = infinity.
  @inline(__always)
  func tanh(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let limited = recur_max<#lanes#>(F32x<#lanes#>(repeating: -9.02), x)
    let shifted = recur_min_positive<#lanes#>(
      F32x<#lanes#>(repeating: 12_582_942), fma(limited, 2.88539, 12_582_912))
    let minusN = F32x<#lanes#>(repeating: 12_582_912) - shifted
    let f = fma(limited, 2.88539, minusN)
  """#

private let tanhFastEnding = #"""

    return one - F32x<#lanes#>(repeating: 2) / fma(p, slope, power + one)
  }
  """#

let tanhFastLookupTemplate = #"""
  /// A polynomial of degree 4 in the distance d of |x| from the nearest quarter, with the sign of x;
  /// one for each quarter up to 7.5, and 1 from 7.625.
  ///
  /// Error: at most 4.8e-7, which is that of the 1; 2.1e-7 below 7.625. Never decreasing, odd; x next to
  /// 0; NaN of NaN.
  /// Neighbours meet half way between their quarters. The coefficients are looked up in the order in
  /// which the polynomial needs them. `fit_tables.py` makes them.
  @inline(__always)
  func tanh(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let a = recur_abs<#lanes#>(x)
    // Adding 1.5 * 2^21 rounds to quarters, whose number stays in the low bits of the sum.
    let piece =
      recur_min_bits<#lanes#>(a, F32x<#lanes#>(repeating: 7.75))
      + F32x<#lanes#>(repeating: 3_145_728)
    let d = recur_from_quarter<#lanes#>(a)
    let c4 = recur_fast_tanh_coefficient<#lanes#>(4, piece)
    let c3 = recur_fast_tanh_coefficient<#lanes#>(3, piece)
    let c2 = recur_fast_tanh_coefficient<#lanes#>(2, piece)
    let c1 = recur_fast_tanh_coefficient<#lanes#>(1, piece)
    let c0 = recur_fast_tanh_coefficient<#lanes#>(0, piece)
    let slope = fma(fma(c4, d, c3), d * d, fma(c2, d, c1))
    return fma(recur_turn_sign<#lanes#>(d, x), slope, recur_turn_sign<#lanes#>(c0, x))
  }
  """#
