let sigmoidLookupTemplate = #"""
  /// sigmoid(-|x|) = 2^n g(d), where n is the whole number nearest to -|x| / ln 2, d = |x| + n ln 2 and
  /// g(d) = e^-d / (1 + 2^n e^-d) a polynomial of degree 5 for each n; for x > 0, 1 less that.
  ///
  /// Error: at most 1.94 units in the last place and 8.2e-8. Never decreasing; exactly 1 from 17.33,
  /// exactly 0 below -88.37, where it is under 4.2e-39; NaN of NaN.
  /// No step divides. From n = -31 on one polynomial serves all. With ln 2 as one `Float`, d is exact
  /// but for n times 1.9e-9: a single n's polynomial knows of that, and `whole` brings most of it to
  /// the last. The coefficients are looked up in the order in which the polynomial needs them.
  /// `fit_tables.py` makes them.
  @inline(__always)
  func sigmoid(_ x: F32x<#lanes#>) -> F32x<#lanes#> {
    let a = recur_abs<#lanes#>(x)
    let shifted = fma(a, -1.442695, 12_582_912)
    let piece = recur_max_bits<#lanes#>(shifted, F32x<#lanes#>(repeating: 12_582_881))
    let n = shifted - F32x<#lanes#>(repeating: 12_582_912)
    let d = fma(n, 0.6931472, a)
    let whole = fma(n, -1.752282e-09, d)
    let c5 = recur_sigmoid_coefficient<#lanes#>(5, piece)
    let c4 = recur_sigmoid_coefficient<#lanes#>(4, piece)
    let c3 = recur_sigmoid_coefficient<#lanes#>(3, piece)
    let c2 = recur_sigmoid_coefficient<#lanes#>(2, piece)
    let c1 = recur_sigmoid_coefficient<#lanes#>(1, piece)
    let c0 = recur_sigmoid_coefficient<#lanes#>(0, piece)
    let bend = fma(fma(c5, d, c4), d * d, fma(c3, d, c2))
    let g = fma(fma(bend, d, c1), whole, c0)
    // 1 and 0 where x is negative, else -1 and 1.
    let side = recur_turn_sign<#lanes#>(F32x<#lanes#>(repeating: -1), x)
    let end = fma(side, -0.5, 0.5)
    let y = fma(g, recur_scale_whole<#lanes#>(side, n), end)
    return recur_select_not_less<#lanes#>(F32x<#lanes#>(repeating: 88.37), a, y, end)
  }
  """#
