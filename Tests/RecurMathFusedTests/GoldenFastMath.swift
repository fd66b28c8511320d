// Written by RecurMathTests from Templates; do not edit. RECUR_RECORD=1 writes it again.

import CRecurSIMD

/// 1 / (1 + e^-x), where e^-x = 2^n (1 + p ln 2), p = (2^f - 1) / ln 2, f = -x / ln 2 - n, p of degree 5.
///
/// Error: at most 1.1e-7, fused or not. Never decreasing; exactly 1 from 17.4, exactly 0 of
/// -infinity; NaN of NaN.
/// Only the upper end is limited: below, n stays behind and f takes over, up to e^-x = infinity.
@inline(__always)
func fastSigmoid(_ x: F32x4) -> F32x4 {
  let limited = recur_min4(F32x4(repeating: 17.4), x)
  let shifted = recur_min_positive4(
    F32x4(repeating: 12_583_038), fma(limited, -1.442695, 12_582_912))
  let minusN = F32x4(repeating: 12_582_912) - shifted
  let f = fma(limited, -1.442695, minusN)
  let f2 = f * f
  let low = fma(f, 0.08007954, 0.34656763)
  let high = fma(f, 0.0019105561, 0.013955176)
  let p = fma(fma(high, f2, low), f2, f)
  let one = F32x4(repeating: 1)
  let power = recur_scale4(one, shifted)
  let slope = recur_scale4(F32x4(repeating: 0.6931472), shifted)
  return one / fma(p, slope, power + one)
}

/// 1 / (1 + e^-x), where e^-x = 2^n (1 + p ln 2), p = (2^f - 1) / ln 2, f = -x / ln 2 - n, p of degree 5.
///
/// Error: at most 1.1e-7, fused or not. Never decreasing; exactly 1 from 17.4, exactly 0 of
/// -infinity; NaN of NaN.
/// Only the upper end is limited: below, n stays behind and f takes over, up to e^-x = infinity.
@inline(__always)
func fastSigmoid(_ x: F32x8) -> F32x8 {
  let limited = recur_min8(F32x8(repeating: 17.4), x)
  let shifted = recur_min_positive8(
    F32x8(repeating: 12_583_038), fma(limited, -1.442695, 12_582_912))
  let minusN = F32x8(repeating: 12_582_912) - shifted
  let f = fma(limited, -1.442695, minusN)
  let f2 = f * f
  let low = fma(f, 0.08007954, 0.34656763)
  let high = fma(f, 0.0019105561, 0.013955176)
  let p = fma(fma(high, f2, low), f2, f)
  let one = F32x8(repeating: 1)
  let power = recur_scale8(one, shifted)
  let slope = recur_scale8(F32x8(repeating: 0.6931472), shifted)
  return one / fma(p, slope, power + one)
}

/// 1 / (1 + e^-x), where e^-x = 2^n (1 + p ln 2), p = (2^f - 1) / ln 2, f = -x / ln 2 - n, p of degree 5.
///
/// Error: at most 1.1e-7, fused or not. Never decreasing; exactly 1 from 17.4, exactly 0 of
/// -infinity; NaN of NaN.
/// Only the upper end is limited: below, n stays behind and f takes over, up to e^-x = infinity.
@inline(__always)
func fastSigmoid(_ x: F32x16) -> F32x16 {
  let limited = recur_min16(F32x16(repeating: 17.4), x)
  let shifted = recur_min_positive16(
    F32x16(repeating: 12_583_038), fma(limited, -1.442695, 12_582_912))
  let minusN = F32x16(repeating: 12_582_912) - shifted
  let f = fma(limited, -1.442695, minusN)
  let f2 = f * f
  let low = fma(f, 0.08007954, 0.34656763)
  let high = fma(f, 0.0019105561, 0.013955176)
  let p = fma(fma(high, f2, low), f2, f)
  let one = F32x16(repeating: 1)
  let power = recur_scale16(one, shifted)
  let slope = recur_scale16(F32x16(repeating: 0.6931472), shifted)
  return one / fma(p, slope, power + one)
}

/// 1 - 2 / (e^(2 x) + 1), where e^(2 x) = 2^n (1 + p ln 2), p = (2^f - 1) / ln 2, f = 2 x / ln 2 - n,
/// p of degree 5.
///
/// Error: at most 2.1e-7, fused or not. Never decreasing; 0 of 0, exactly 1 and -1 beyond 9.02; NaN of
/// NaN.
/// Only the lower end is limited: above, n stays behind and f takes over, up to e^(2 x) = infinity.
@inline(__always)
func fastTanh(_ x: F32x4) -> F32x4 {
  let limited = recur_max4(F32x4(repeating: -9.02), x)
  let shifted = recur_min_positive4(
    F32x4(repeating: 12_582_942), fma(limited, 2.88539, 12_582_912))
  let minusN = F32x4(repeating: 12_582_912) - shifted
  let f = fma(limited, 2.88539, minusN)
  let f2 = f * f
  let low = fma(f, 0.08007954, 0.34656763)
  let high = fma(f, 0.0019105561, 0.013955176)
  let p = fma(fma(high, f2, low), f2, f)
  let one = F32x4(repeating: 1)
  let power = recur_scale4(one, shifted)
  let slope = recur_scale4(F32x4(repeating: 0.6931472), shifted)
  return one - F32x4(repeating: 2) / fma(p, slope, power + one)
}

/// 1 - 2 / (e^(2 x) + 1), where e^(2 x) = 2^n (1 + p ln 2), p = (2^f - 1) / ln 2, f = 2 x / ln 2 - n,
/// p of degree 5.
///
/// Error: at most 2.1e-7, fused or not. Never decreasing; 0 of 0, exactly 1 and -1 beyond 9.02; NaN of
/// NaN.
/// Only the lower end is limited: above, n stays behind and f takes over, up to e^(2 x) = infinity.
@inline(__always)
func fastTanh(_ x: F32x8) -> F32x8 {
  let limited = recur_max8(F32x8(repeating: -9.02), x)
  let shifted = recur_min_positive8(
    F32x8(repeating: 12_582_942), fma(limited, 2.88539, 12_582_912))
  let minusN = F32x8(repeating: 12_582_912) - shifted
  let f = fma(limited, 2.88539, minusN)
  let f2 = f * f
  let low = fma(f, 0.08007954, 0.34656763)
  let high = fma(f, 0.0019105561, 0.013955176)
  let p = fma(fma(high, f2, low), f2, f)
  let one = F32x8(repeating: 1)
  let power = recur_scale8(one, shifted)
  let slope = recur_scale8(F32x8(repeating: 0.6931472), shifted)
  return one - F32x8(repeating: 2) / fma(p, slope, power + one)
}

/// 1 - 2 / (e^(2 x) + 1), where e^(2 x) = 2^n (1 + p ln 2), p = (2^f - 1) / ln 2, f = 2 x / ln 2 - n,
/// p of degree 5.
///
/// Error: at most 2.1e-7, fused or not. Never decreasing; 0 of 0, exactly 1 and -1 beyond 9.02; NaN of
/// NaN.
/// Only the lower end is limited: above, n stays behind and f takes over, up to e^(2 x) = infinity.
@inline(__always)
func fastTanh(_ x: F32x16) -> F32x16 {
  let limited = recur_max16(F32x16(repeating: -9.02), x)
  let shifted = recur_min_positive16(
    F32x16(repeating: 12_582_942), fma(limited, 2.88539, 12_582_912))
  let minusN = F32x16(repeating: 12_582_912) - shifted
  let f = fma(limited, 2.88539, minusN)
  let f2 = f * f
  let low = fma(f, 0.08007954, 0.34656763)
  let high = fma(f, 0.0019105561, 0.013955176)
  let p = fma(fma(high, f2, low), f2, f)
  let one = F32x16(repeating: 1)
  let power = recur_scale16(one, shifted)
  let slope = recur_scale16(F32x16(repeating: 0.6931472), shifted)
  return one - F32x16(repeating: 2) / fma(p, slope, power + one)
}
