let sigmoidFastTemplate = sigmoidFastStart + exponentialFastBody + sigmoidFastEnding

/// Up to f and the `shifted` form of n.
private let sigmoidFastStart = #"""
  /// 1 / (1 + e^-x), where e^-x = 2^n (1 + p ln 2), p = (2^f - 1) / ln 2, f = -x / ln 2 - n, p of degree 5.
  ///
  /// Error: at most 1.1e-7, fused or not. Never decreasing; exactly 1 from 17.4, exactly 0 of
  /// -infinity; NaN of NaN.
  /// Only the upper end is limited: below, n stays behind and f takes over, up to e^-x = infinity.
  @inline(__always)
  func sigmoid(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let limited = recur_min<#lanes#>(F32x<#lanes#>(repeating: 17.4), x)
    let shifted = recur_min_positive<#lanes#>(
      F32x<#lanes#>(repeating: 12_583_038), fma(limited, -1.442695, 12_582_912))
    let minusN = F32x<#lanes#>(repeating: 12_582_912) - shifted
    let f = fma(limited, -1.442695, minusN)
  """#

private let sigmoidFastEnding = #"""

    return one / fma(p, slope, power + one)
  }
  """#

let sigmoidFastLookupTemplate = #"""
  /// One half and, with the sign of x, a polynomial of degree 4 in the distance d of |x| from the nearest
  /// half; one for each half up to 15, and 1/2 from 15.25.
  ///
  /// Error: at most 2.4e-7, which is that of the last; 1.5e-7 below 15.25. Never decreasing; exactly 1
  /// from 15.25, exactly 0 from -15.25 down; NaN of NaN.
  /// Neighbours meet half way between their halves. 1/2 and a constant make a sum that needs no
  /// rounding. The coefficients are looked up in the order in which the polynomial needs them.
  /// `fit_tables.py` makes them.
  @inline(__always)
  func sigmoid(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let a = recur_abs<#lanes#>(x)
    // Adding 1.5 * 2^22 rounds to halves, whose number stays in the low bits of the sum.
    let piece =
      recur_min_bits<#lanes#>(a, F32x<#lanes#>(repeating: 15.5))
      + F32x<#lanes#>(repeating: 6_291_456)
    let d = recur_from_half<#lanes#>(a)
    let c4 = recur_fast_sigmoid_coefficient<#lanes#>(4, piece)
    let c3 = recur_fast_sigmoid_coefficient<#lanes#>(3, piece)
    let c2 = recur_fast_sigmoid_coefficient<#lanes#>(2, piece)
    let c1 = recur_fast_sigmoid_coefficient<#lanes#>(1, piece)
    let c0 = recur_fast_sigmoid_coefficient<#lanes#>(0, piece)
    let slope = fma(fma(c4, d, c3), d * d, fma(c2, d, c1))
    let constant = recur_turn_sign<#lanes#>(c0, x) + F32x<#lanes#>(repeating: 0.5)
    return fma(recur_turn_sign<#lanes#>(d, x), slope, constant)
  }
  """#
