/// From f and n's `shifted` form to p, 2^n and 2^n ln 2. With f as the first term, which is exact, p
/// never falls.
let exponentialFastBody = #"""

    let f2 = f * f
    let low = fma(f, 0.08007954, 0.34656763)
    let high = fma(f, 0.0019105561, 0.013955176)
    let p = fma(fma(high, f2, low), f2, f)
    let one = F32x<#lanes#>(repeating: 1)
    let power = recur_scale<#lanes#>(one, shifted)
    let slope = recur_scale<#lanes#>(F32x<#lanes#>(repeating: 0.6931472), shifted)
  """#
