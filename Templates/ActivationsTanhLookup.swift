let tanhLookupTemplate = #"""
  /// A polynomial of degree 5 in the distance d of |x| from the nearest quarter, with the sign of x;
  /// one for each quarter up to 7.75, the last of which goes on to where tanh rounds to 1.
  ///
  /// Error: at most 1.28 units in the last place and 6e-8. Never decreasing, odd; exactly 1 from
  /// 9.010914; NaN of NaN.
  /// Neighbours meet half way between their quarters. The constant term comes last, so what is rounded
  /// before weighs less than a step of x. The coefficients are looked up in the order in which the
  /// polynomial needs them. `fit_tables.py` makes them.
  @inline(__always)
  func tanh(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let a = recur_abs<#lanes#>(x)
    let limited = recur_min<#lanes#>(F32x<#lanes#>(repeating: 9.02), a)
    // Adding 1.5 * 2^21 rounds to quarters, whose number stays in the low bits of the sum.
    let magic = F32x<#lanes#>(repeating: 3_145_728)
    let piece = recur_min_bits<#lanes#>(a, F32x<#lanes#>(repeating: 7.75)) + magic
    let d = limited - (piece - magic)
    let c5 = recur_tanh_coefficient<#lanes#>(5, piece)
    let c4 = recur_tanh_coefficient<#lanes#>(4, piece)
    let c3 = recur_tanh_coefficient<#lanes#>(3, piece)
    let c2 = recur_tanh_coefficient<#lanes#>(2, piece)
    let c1 = recur_tanh_coefficient<#lanes#>(1, piece)
    let c0 = recur_tanh_coefficient<#lanes#>(0, piece)
    let bend = fma(fma(c5, d, c4), d * d, fma(c3, d, c2))
    let slope = fma(bend, d, c1)
    return fma(recur_turn_sign<#lanes#>(d, x), slope, recur_turn_sign<#lanes#>(c0, x))
  }
  """#
