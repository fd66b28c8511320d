// Written by RecurMathTests from Templates; do not edit. RECUR_RECORD=1 writes it again.

import CRecurSIMD

typealias F32x4 = SIMD4<Float>

@inline(__always)
func + (_ a: F32x4, _ b: F32x4) -> F32x4 { recur_add4(a, b) }

@inline(__always)
func - (_ a: F32x4, _ b: F32x4) -> F32x4 { recur_subtract4(a, b) }

@inline(__always)
func * (_ a: F32x4, _ b: F32x4) -> F32x4 { recur_multiply4(a, b) }

@inline(__always)
func / (_ a: F32x4, _ b: F32x4) -> F32x4 { recur_divide4(a, b) }

@inline(__always)
func += (_ a: inout F32x4, _ b: F32x4) { a = recur_add4(a, b) }

@inline(__always)
prefix func - (_ a: F32x4) -> F32x4 {
  recur_subtract4(F32x4(repeating: -0.0), a)
}

/// a * b + c, in one rounding where the target has a fused multiply-add.
@inline(__always)
func fma(_ a: F32x4, _ b: F32x4, _ c: F32x4) -> F32x4 {
  recur_fma4(a, b, c)
}

@inline(__always)
func fma(_ a: F32x4, _ b: F32x4, _ c: Float) -> F32x4 {
  recur_fma4(a, b, F32x4(repeating: c))
}

@inline(__always)
func fma(_ a: F32x4, _ b: Float, _ c: F32x4) -> F32x4 {
  recur_fma4(a, F32x4(repeating: b), c)
}

@inline(__always)
func fma(_ a: F32x4, _ b: Float, _ c: Float) -> F32x4 {
  recur_fma4(a, F32x4(repeating: b), F32x4(repeating: c))
}

/// c - a * b, rounded as `fma`.
@inline(__always)
func fnma(_ a: F32x4, _ b: F32x4, _ c: F32x4) -> F32x4 {
  recur_fnma4(a, b, c)
}

@inline(__always)
func fnma(_ a: F32x4, _ b: Float, _ c: F32x4) -> F32x4 {
  recur_fnma4(a, F32x4(repeating: b), c)
}

/// 4 floats from any address.
@inline(__always)
func load4(_ p: UnsafePointer<Float>) -> F32x4 {
  UnsafeRawPointer(p).loadUnaligned(as: F32x4.self)
}

/// 4 floats from `offset` floats past any address.
@inline(__always)
func load4(_ p: UnsafePointer<Float>, _ offset: Int) -> F32x4 {
  load4(p + offset)
}

/// The float `k` floats past `p` in each lane.
@inline(__always)
func broadcast4(_ p: UnsafePointer<Float>, _ k: Int) -> F32x4 {
  F32x4(repeating: p[k])
}

/// The float `k` and `next` floats past `p` in each lane.
@inline(__always)
func broadcast4(_ p: UnsafePointer<Float>, _ k: Int, _ next: Int) -> F32x4 {
  F32x4(repeating: p[k &+ next])
}

/// 4 floats to any address.
@inline(__always)
func store4(_ x: F32x4, _ p: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(p).storeBytes(of: x, as: F32x4.self)
}

/// 4 floats to `offset` floats past any address.
@inline(__always)
func store4(_ x: F32x4, _ p: UnsafeMutablePointer<Float>, _ offset: Int) {
  store4(x, p + offset)
}

typealias F32x8 = SIMD8<Float>

@inline(__always)
func + (_ a: F32x8, _ b: F32x8) -> F32x8 { recur_add8(a, b) }

@inline(__always)
func - (_ a: F32x8, _ b: F32x8) -> F32x8 { recur_subtract8(a, b) }

@inline(__always)
func * (_ a: F32x8, _ b: F32x8) -> F32x8 { recur_multiply8(a, b) }

@inline(__always)
func / (_ a: F32x8, _ b: F32x8) -> F32x8 { recur_divide8(a, b) }

@inline(__always)
func += (_ a: inout F32x8, _ b: F32x8) { a = recur_add8(a, b) }

@inline(__always)
prefix func - (_ a: F32x8) -> F32x8 {
  recur_subtract8(F32x8(repeating: -0.0), a)
}

/// a * b + c, in one rounding where the target has a fused multiply-add.
@inline(__always)
func fma(_ a: F32x8, _ b: F32x8, _ c: F32x8) -> F32x8 {
  recur_fma8(a, b, c)
}

@inline(__always)
func fma(_ a: F32x8, _ b: F32x8, _ c: Float) -> F32x8 {
  recur_fma8(a, b, F32x8(repeating: c))
}

@inline(__always)
func fma(_ a: F32x8, _ b: Float, _ c: F32x8) -> F32x8 {
  recur_fma8(a, F32x8(repeating: b), c)
}

@inline(__always)
func fma(_ a: F32x8, _ b: Float, _ c: Float) -> F32x8 {
  recur_fma8(a, F32x8(repeating: b), F32x8(repeating: c))
}

/// c - a * b, rounded as `fma`.
@inline(__always)
func fnma(_ a: F32x8, _ b: F32x8, _ c: F32x8) -> F32x8 {
  recur_fnma8(a, b, c)
}

@inline(__always)
func fnma(_ a: F32x8, _ b: Float, _ c: F32x8) -> F32x8 {
  recur_fnma8(a, F32x8(repeating: b), c)
}

/// 8 floats from any address.
@inline(__always)
func load8(_ p: UnsafePointer<Float>) -> F32x8 {
  UnsafeRawPointer(p).loadUnaligned(as: F32x8.self)
}

/// 8 floats from `offset` floats past any address.
@inline(__always)
func load8(_ p: UnsafePointer<Float>, _ offset: Int) -> F32x8 {
  load8(p + offset)
}

/// The float `k` floats past `p` in each lane.
@inline(__always)
func broadcast8(_ p: UnsafePointer<Float>, _ k: Int) -> F32x8 {
  F32x8(repeating: p[k])
}

/// The float `k` and `next` floats past `p` in each lane.
@inline(__always)
func broadcast8(_ p: UnsafePointer<Float>, _ k: Int, _ next: Int) -> F32x8 {
  F32x8(repeating: p[k &+ next])
}

/// 8 floats to any address.
@inline(__always)
func store8(_ x: F32x8, _ p: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(p).storeBytes(of: x, as: F32x8.self)
}

/// 8 floats to `offset` floats past any address.
@inline(__always)
func store8(_ x: F32x8, _ p: UnsafeMutablePointer<Float>, _ offset: Int) {
  store8(x, p + offset)
}

typealias F32x16 = SIMD16<Float>

@inline(__always)
func + (_ a: F32x16, _ b: F32x16) -> F32x16 { recur_add16(a, b) }

@inline(__always)
func - (_ a: F32x16, _ b: F32x16) -> F32x16 { recur_subtract16(a, b) }

@inline(__always)
func * (_ a: F32x16, _ b: F32x16) -> F32x16 { recur_multiply16(a, b) }

@inline(__always)
func / (_ a: F32x16, _ b: F32x16) -> F32x16 { recur_divide16(a, b) }

@inline(__always)
func += (_ a: inout F32x16, _ b: F32x16) { a = recur_add16(a, b) }

@inline(__always)
prefix func - (_ a: F32x16) -> F32x16 {
  recur_subtract16(F32x16(repeating: -0.0), a)
}

/// a * b + c, in one rounding where the target has a fused multiply-add.
@inline(__always)
func fma(_ a: F32x16, _ b: F32x16, _ c: F32x16) -> F32x16 {
  recur_fma16(a, b, c)
}

@inline(__always)
func fma(_ a: F32x16, _ b: F32x16, _ c: Float) -> F32x16 {
  recur_fma16(a, b, F32x16(repeating: c))
}

@inline(__always)
func fma(_ a: F32x16, _ b: Float, _ c: F32x16) -> F32x16 {
  recur_fma16(a, F32x16(repeating: b), c)
}

@inline(__always)
func fma(_ a: F32x16, _ b: Float, _ c: Float) -> F32x16 {
  recur_fma16(a, F32x16(repeating: b), F32x16(repeating: c))
}

/// c - a * b, rounded as `fma`.
@inline(__always)
func fnma(_ a: F32x16, _ b: F32x16, _ c: F32x16) -> F32x16 {
  recur_fnma16(a, b, c)
}

@inline(__always)
func fnma(_ a: F32x16, _ b: Float, _ c: F32x16) -> F32x16 {
  recur_fnma16(a, F32x16(repeating: b), c)
}

/// 16 floats from any address.
@inline(__always)
func load16(_ p: UnsafePointer<Float>) -> F32x16 {
  UnsafeRawPointer(p).loadUnaligned(as: F32x16.self)
}

/// 16 floats from `offset` floats past any address.
@inline(__always)
func load16(_ p: UnsafePointer<Float>, _ offset: Int) -> F32x16 {
  load16(p + offset)
}

/// The float `k` floats past `p` in each lane.
@inline(__always)
func broadcast16(_ p: UnsafePointer<Float>, _ k: Int) -> F32x16 {
  F32x16(repeating: p[k])
}

/// The float `k` and `next` floats past `p` in each lane.
@inline(__always)
func broadcast16(_ p: UnsafePointer<Float>, _ k: Int, _ next: Int) -> F32x16 {
  F32x16(repeating: p[k &+ next])
}

/// 16 floats to any address.
@inline(__always)
func store16(_ x: F32x16, _ p: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(p).storeBytes(of: x, as: F32x16.self)
}

/// 16 floats to `offset` floats past any address.
@inline(__always)
func store16(_ x: F32x16, _ p: UnsafeMutablePointer<Float>, _ offset: Int) {
  store16(x, p + offset)
}

/// Lanes 0 to 4 - 1.
@inline(__always)
func lowHalf(_ x: F32x8) -> F32x4 { recur_low8(x) }

/// The lanes from 4 on.
@inline(__always)
func highHalf(_ x: F32x8) -> F32x4 { recur_high8(x) }

/// The vector of two halves.
@inline(__always)
func joinHalves(_ low: F32x4, _ high: F32x4) -> F32x8 {
  recur_join8(low, high)
}

/// Lanes 0 to 8 - 1.
@inline(__always)
func lowHalf(_ x: F32x16) -> F32x8 { recur_low16(x) }

/// The lanes from 8 on.
@inline(__always)
func highHalf(_ x: F32x16) -> F32x8 { recur_high16(x) }

/// The vector of two halves.
@inline(__always)
func joinHalves(_ low: F32x8, _ high: F32x8) -> F32x16 {
  recur_join16(low, high)
}

/// |x|, exact.
@inline(__always)
func abs(_ x: F32x4) -> F32x4 { recur_abs4(x) }

/// |x|, exact.
@inline(__always)
func abs(_ x: F32x8) -> F32x8 { recur_abs8(x) }

/// |x|, exact.
@inline(__always)
func abs(_ x: F32x16) -> F32x16 { recur_abs16(x) }

/// c, -s, -c or s for n = 0, 1, 2 or 3 mod 4, where s = r + r^3 S(r^2), c = 1 - r^2 / 2 + r^4 C(r^2),
/// n = round(2 x / pi), r = x - n pi / 2; S and C of degree 2.
///
/// Error: at most 2 units in the last place or 1e-11, whichever is more, fused or not. Never beyond 1.
/// NaN where |x| is above 100,000, since of n pi / 2 too little is known there; NaN of NaN.
@inline(__always)
func cos(_ x: F32x4) -> F32x4 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 0.63661975, 12_582_912)
  let n = shifted - F32x4(repeating: 12_582_912)
  // Of pi / 2 the first three parts have 8 bits each, so that n times them is exact; only the third
  // and the last difference are rounded.
  let exact = fnma(n, 0.0004825592, fnma(n, 1.5703125, x))
  let near = fnma(n, 1.2665987e-06, exact)
  let lost = fnma(n, 1.2665987e-06, exact - near)
  let r = fnma(n, 9.920936e-10, near)
  let u = r * r
  let s01 = fma(u, 0.008332133, -0.16666654)
  let s = fma(r * u, fma(u * u, -0.00019511458, s01), lost) + r
  let c01 = fma(u, -0.0013887278, 0.041666646)
  let c = fma(u * u, fma(u * u, 2.4428786e-05, c01), fma(u, -0.5, 1))
  let quarter = shifted + F32x4(repeating: 1)
  let size = recur_select_odd4(quarter, c, s)
  let limit = F32x4(repeating: 100_000)
  return recur_select_less_or_equal4(
    recur_abs4(x), limit, recur_turn_half4(size, quarter),
    F32x4(repeating: .nan))
}

/// c, -s, -c or s for n = 0, 1, 2 or 3 mod 4, where s = r + r^3 S(r^2), c = 1 - r^2 / 2 + r^4 C(r^2),
/// n = round(2 x / pi), r = x - n pi / 2; S and C of degree 2.
///
/// Error: at most 2 units in the last place or 1e-11, whichever is more, fused or not. Never beyond 1.
/// NaN where |x| is above 100,000, since of n pi / 2 too little is known there; NaN of NaN.
@inline(__always)
func cos(_ x: F32x8) -> F32x8 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 0.63661975, 12_582_912)
  let n = shifted - F32x8(repeating: 12_582_912)
  // Of pi / 2 the first three parts have 8 bits each, so that n times them is exact; only the third
  // and the last difference are rounded.
  let exact = fnma(n, 0.0004825592, fnma(n, 1.5703125, x))
  let near = fnma(n, 1.2665987e-06, exact)
  let lost = fnma(n, 1.2665987e-06, exact - near)
  let r = fnma(n, 9.920936e-10, near)
  let u = r * r
  let s01 = fma(u, 0.008332133, -0.16666654)
  let s = fma(r * u, fma(u * u, -0.00019511458, s01), lost) + r
  let c01 = fma(u, -0.0013887278, 0.041666646)
  let c = fma(u * u, fma(u * u, 2.4428786e-05, c01), fma(u, -0.5, 1))
  let quarter = shifted + F32x8(repeating: 1)
  let size = recur_select_odd8(quarter, c, s)
  let limit = F32x8(repeating: 100_000)
  return recur_select_less_or_equal8(
    recur_abs8(x), limit, recur_turn_half8(size, quarter),
    F32x8(repeating: .nan))
}

/// c, -s, -c or s for n = 0, 1, 2 or 3 mod 4, where s = r + r^3 S(r^2), c = 1 - r^2 / 2 + r^4 C(r^2),
/// n = round(2 x / pi), r = x - n pi / 2; S and C of degree 2.
///
/// Error: at most 2 units in the last place or 1e-11, whichever is more, fused or not. Never beyond 1.
/// NaN where |x| is above 100,000, since of n pi / 2 too little is known there; NaN of NaN.
@inline(__always)
func cos(_ x: F32x16) -> F32x16 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 0.63661975, 12_582_912)
  let n = shifted - F32x16(repeating: 12_582_912)
  // Of pi / 2 the first three parts have 8 bits each, so that n times them is exact; only the third
  // and the last difference are rounded.
  let exact = fnma(n, 0.0004825592, fnma(n, 1.5703125, x))
  let near = fnma(n, 1.2665987e-06, exact)
  let lost = fnma(n, 1.2665987e-06, exact - near)
  let r = fnma(n, 9.920936e-10, near)
  let u = r * r
  let s01 = fma(u, 0.008332133, -0.16666654)
  let s = fma(r * u, fma(u * u, -0.00019511458, s01), lost) + r
  let c01 = fma(u, -0.0013887278, 0.041666646)
  let c = fma(u * u, fma(u * u, 2.4428786e-05, c01), fma(u, -0.5, 1))
  let quarter = shifted + F32x16(repeating: 1)
  let size = recur_select_odd16(quarter, c, s)
  let limit = F32x16(repeating: 100_000)
  return recur_select_less_or_equal16(
    recur_abs16(x), limit, recur_turn_half16(size, quarter),
    F32x16(repeating: .nan))
}

/// 1 where a == b, else 0.
@inline(__always)
func equal(_ a: F32x4, _ b: F32x4) -> F32x4 {
  recur_select_equal4(a, b, F32x4(repeating: 1), .zero)
}

/// 1 where a == b, else 0.
@inline(__always)
func equal(_ a: F32x8, _ b: F32x8) -> F32x8 {
  recur_select_equal8(a, b, F32x8(repeating: 1), .zero)
}

/// 1 where a == b, else 0.
@inline(__always)
func equal(_ a: F32x16, _ b: F32x16) -> F32x16 {
  recur_select_equal16(a, b, F32x16(repeating: 1), .zero)
}

/// x + x S(x^2) below 0.85, else 1 - e^-g(|x|) with the sign of x; S of degree 5, g of degree 6;
/// e^-g = 2^n (1 + p), p = expm1(-r), r = g + n ln 2.
///
/// Error: at most 1.5 units in the last place, fused or not.
/// Odd; exactly 1 above 3.92, and never more; NaN of NaN.
@inline(__always)
func erf(_ x: F32x4) -> F32x4 {
  let a = recur_abs4(x)
  let u = a * a
  let u2 = u * u
  let g01 = fma(a, 1.1280621, 0.000103900515)
  let g23 = fma(a, 0.10452294, 0.6365196)
  let g45 = fma(a, 0.0031168954, -0.022516428)
  let g = fma(fma(u, -0.00020354892, g45), u2, fma(g23, u, g01))
  let shifted = fma(g, -1.442695, 12_582_912)
  let n = shifted - F32x4(repeating: 12_582_912)
  let r = fma(n, 0.6931472, g)
  let r2 = r * r
  let low = fma(r, -0.16666543, 0.5)
  let high = fma(r, -0.008366611, 0.04166628)
  let q = fma(fma(r2, 0.0013946497, high), r2, low)
  let minusP = fnma(q, r2, r)
  let one = F32x4(repeating: 1)
  let power = recur_scale4(one, shifted)
  let far = fma(minusP, power, one - power)

  let s01 = fma(u, -0.37612563, 0.12837917)
  let s23 = fma(u, -0.026798282, 0.11282618)
  let s45 = fma(u, -0.0006270509, 0.0050436836)
  let near = fma(a, fma(fma(s45, u2, s23), u2, s01), a)

  let bent = recur_select_less4(a, F32x4(repeating: 0.85), near, far)
  let y = recur_select_less4(F32x4(repeating: 3.92), a, one, bent)
  return recur_copysign4(y, x)
}

/// x + x S(x^2) below 0.85, else 1 - e^-g(|x|) with the sign of x; S of degree 5, g of degree 6;
/// e^-g = 2^n (1 + p), p = expm1(-r), r = g + n ln 2.
///
/// Error: at most 1.5 units in the last place, fused or not.
/// Odd; exactly 1 above 3.92, and never more; NaN of NaN.
@inline(__always)
func erf(_ x: F32x8) -> F32x8 {
  let a = recur_abs8(x)
  let u = a * a
  let u2 = u * u
  let g01 = fma(a, 1.1280621, 0.000103900515)
  let g23 = fma(a, 0.10452294, 0.6365196)
  let g45 = fma(a, 0.0031168954, -0.022516428)
  let g = fma(fma(u, -0.00020354892, g45), u2, fma(g23, u, g01))
  let shifted = fma(g, -1.442695, 12_582_912)
  let n = shifted - F32x8(repeating: 12_582_912)
  let r = fma(n, 0.6931472, g)
  let r2 = r * r
  let low = fma(r, -0.16666543, 0.5)
  let high = fma(r, -0.008366611, 0.04166628)
  let q = fma(fma(r2, 0.0013946497, high), r2, low)
  let minusP = fnma(q, r2, r)
  let one = F32x8(repeating: 1)
  let power = recur_scale8(one, shifted)
  let far = fma(minusP, power, one - power)

  let s01 = fma(u, -0.37612563, 0.12837917)
  let s23 = fma(u, -0.026798282, 0.11282618)
  let s45 = fma(u, -0.0006270509, 0.0050436836)
  let near = fma(a, fma(fma(s45, u2, s23), u2, s01), a)

  let bent = recur_select_less8(a, F32x8(repeating: 0.85), near, far)
  let y = recur_select_less8(F32x8(repeating: 3.92), a, one, bent)
  return recur_copysign8(y, x)
}

/// x + x S(x^2) below 0.85, else 1 - e^-g(|x|) with the sign of x; S of degree 5, g of degree 6;
/// e^-g = 2^n (1 + p), p = expm1(-r), r = g + n ln 2.
///
/// Error: at most 1.5 units in the last place, fused or not.
/// Odd; exactly 1 above 3.92, and never more; NaN of NaN.
@inline(__always)
func erf(_ x: F32x16) -> F32x16 {
  let a = recur_abs16(x)
  let u = a * a
  let u2 = u * u
  let g01 = fma(a, 1.1280621, 0.000103900515)
  let g23 = fma(a, 0.10452294, 0.6365196)
  let g45 = fma(a, 0.0031168954, -0.022516428)
  let g = fma(fma(u, -0.00020354892, g45), u2, fma(g23, u, g01))
  let shifted = fma(g, -1.442695, 12_582_912)
  let n = shifted - F32x16(repeating: 12_582_912)
  let r = fma(n, 0.6931472, g)
  let r2 = r * r
  let low = fma(r, -0.16666543, 0.5)
  let high = fma(r, -0.008366611, 0.04166628)
  let q = fma(fma(r2, 0.0013946497, high), r2, low)
  let minusP = fnma(q, r2, r)
  let one = F32x16(repeating: 1)
  let power = recur_scale16(one, shifted)
  let far = fma(minusP, power, one - power)

  let s01 = fma(u, -0.37612563, 0.12837917)
  let s23 = fma(u, -0.026798282, 0.11282618)
  let s45 = fma(u, -0.0006270509, 0.0050436836)
  let near = fma(a, fma(fma(s45, u2, s23), u2, s01), a)

  let bent = recur_select_less16(a, F32x16(repeating: 0.85), near, far)
  let y = recur_select_less16(F32x16(repeating: 3.92), a, one, bent)
  return recur_copysign16(y, x)
}

/// e^x = 2^n (1 + r + r^2 q(r)) with n = round(x / ln 2), r = x - n ln 2, q of degree 4.
///
/// Error: at most 1.1 units in the last place, fused or not. 0 below -87.33654 (where e^x is no
/// longer a normal number), infinity from 88.72284, NaN of NaN.
@inline(__always)
func exp(_ x: F32x4) -> F32x4 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 1.442695, 12_582_912)
  let n = shifted - F32x4(repeating: 12_582_912)
  let r = fnma(n, 1.4286068e-06, fnma(n, 0.69314575, x))
  let r2 = r * r
  let low = fma(r, 0.16666543, 0.5)
  let high = fma(r, 0.008366611, 0.04166628)
  let q = fma(fma(r2, 0.0013946497, high), r2, low)
  let significand = fma(q, r2, r) + F32x4(repeating: 1)
  let scaled = recur_scale4(significand, shifted)
  let lowest = F32x4(repeating: -87.33654)
  let normal = recur_select_less4(x, lowest, F32x4.zero, scaled)
  let highest = F32x4(repeating: 88.72284)
  let infinite = x + F32x4(repeating: .infinity)
  return recur_select_less4(x, highest, normal, infinite)
}

/// e^x = 2^n (1 + r + r^2 q(r)) with n = round(x / ln 2), r = x - n ln 2, q of degree 4.
///
/// Error: at most 1.1 units in the last place, fused or not. 0 below -87.33654 (where e^x is no
/// longer a normal number), infinity from 88.72284, NaN of NaN.
@inline(__always)
func exp(_ x: F32x8) -> F32x8 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 1.442695, 12_582_912)
  let n = shifted - F32x8(repeating: 12_582_912)
  let r = fnma(n, 1.4286068e-06, fnma(n, 0.69314575, x))
  let r2 = r * r
  let low = fma(r, 0.16666543, 0.5)
  let high = fma(r, 0.008366611, 0.04166628)
  let q = fma(fma(r2, 0.0013946497, high), r2, low)
  let significand = fma(q, r2, r) + F32x8(repeating: 1)
  let scaled = recur_scale8(significand, shifted)
  let lowest = F32x8(repeating: -87.33654)
  let normal = recur_select_less8(x, lowest, F32x8.zero, scaled)
  let highest = F32x8(repeating: 88.72284)
  let infinite = x + F32x8(repeating: .infinity)
  return recur_select_less8(x, highest, normal, infinite)
}

/// e^x = 2^n (1 + r + r^2 q(r)) with n = round(x / ln 2), r = x - n ln 2, q of degree 4.
///
/// Error: at most 1.1 units in the last place, fused or not. 0 below -87.33654 (where e^x is no
/// longer a normal number), infinity from 88.72284, NaN of NaN.
@inline(__always)
func exp(_ x: F32x16) -> F32x16 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 1.442695, 12_582_912)
  let n = shifted - F32x16(repeating: 12_582_912)
  let r = fnma(n, 1.4286068e-06, fnma(n, 0.69314575, x))
  let r2 = r * r
  let low = fma(r, 0.16666543, 0.5)
  let high = fma(r, 0.008366611, 0.04166628)
  let q = fma(fma(r2, 0.0013946497, high), r2, low)
  let significand = fma(q, r2, r) + F32x16(repeating: 1)
  let scaled = recur_scale16(significand, shifted)
  let lowest = F32x16(repeating: -87.33654)
  let normal = recur_select_less16(x, lowest, F32x16.zero, scaled)
  let highest = F32x16(repeating: 88.72284)
  let infinite = x + F32x16(repeating: .infinity)
  return recur_select_less16(x, highest, normal, infinite)
}

/// The greatest integer that is at most x, exact; NaN of NaN, infinities of themselves.
@inline(__always)
func floor(_ x: F32x4) -> F32x4 { recur_floor4(x) }

/// The greatest integer that is at most x, exact; NaN of NaN, infinities of themselves.
@inline(__always)
func floor(_ x: F32x8) -> F32x8 { recur_floor8(x) }

/// The greatest integer that is at most x, exact; NaN of NaN, infinities of themselves.
@inline(__always)
func floor(_ x: F32x16) -> F32x16 { recur_floor16(x) }

/// 1 where a < b, else 0.
@inline(__always)
func less(_ a: F32x4, _ b: F32x4) -> F32x4 {
  recur_select_less4(a, b, F32x4(repeating: 1), .zero)
}

/// 1 where a < b, else 0.
@inline(__always)
func less(_ a: F32x8, _ b: F32x8) -> F32x8 {
  recur_select_less8(a, b, F32x8(repeating: 1), .zero)
}

/// 1 where a < b, else 0.
@inline(__always)
func less(_ a: F32x16, _ b: F32x16) -> F32x16 {
  recur_select_less16(a, b, F32x16(repeating: 1), .zero)
}

/// 1 where a <= b, else 0.
@inline(__always)
func lessOrEqual(_ a: F32x4, _ b: F32x4) -> F32x4 {
  recur_select_less_or_equal4(a, b, F32x4(repeating: 1), .zero)
}

/// 1 where a <= b, else 0.
@inline(__always)
func lessOrEqual(_ a: F32x8, _ b: F32x8) -> F32x8 {
  recur_select_less_or_equal8(a, b, F32x8(repeating: 1), .zero)
}

/// 1 where a <= b, else 0.
@inline(__always)
func lessOrEqual(_ a: F32x16, _ b: F32x16) -> F32x16 {
  recur_select_less_or_equal16(a, b, F32x16(repeating: 1), .zero)
}

/// ln x = k ln 2 + f - f^2 / 2 + f^3 R(f), where x = 2^k (1 + f) with 1 + f from sqrt(1/2) to
/// sqrt(2), and R of degree 7.
///
/// Error: at most 1 unit in the last place, fused or not; subnormal numbers too.
/// -infinity of 0, infinity of infinity, NaN below 0 and of NaN.
@inline(__always)
func log(_ x: F32x4) -> F32x4 {
  let zero = F32x4.zero
  let infinity = F32x4(repeating: .infinity)
  // Subnormal numbers are first made 2^23 times greater.
  let least = F32x4(repeating: 1.1754944e-38)
  let greater = x * F32x4(repeating: 8_388_608)
  let normal = recur_select_less4(x, least, greater, x)
  let offset = F32x4(repeating: -23)
  let k = recur_exponent4(normal) + recur_select_less4(x, least, offset, zero)
  let f = recur_significand4(normal) - F32x4(repeating: 1)
  let f2 = f * f
  let f4 = f2 * f2
  let r01 = fma(f, -0.2500081, 0.33333316)
  let r23 = fma(f, -0.16624555, 0.20002286)
  let r45 = fma(f, -0.1312875, 0.14181194)
  let r67 = fma(f, -0.07859604, 0.12881632)
  let tail = fma(fma(r67, f2, r45), f4, fma(r23, f2, r01))
  let cubic = fma(f2 * f, tail, k * F32x4(repeating: 1.4286068e-06))
  let y = fma(k, 0.69314575, f + fma(f2, -0.5, cubic))
  let finite = recur_select_less4(x, infinity, y, x)
  let outside = recur_select_less4(x, zero, zero / zero, x - infinity)
  return recur_select_less4(zero, x, finite, outside)
}

/// ln x = k ln 2 + f - f^2 / 2 + f^3 R(f), where x = 2^k (1 + f) with 1 + f from sqrt(1/2) to
/// sqrt(2), and R of degree 7.
///
/// Error: at most 1 unit in the last place, fused or not; subnormal numbers too.
/// -infinity of 0, infinity of infinity, NaN below 0 and of NaN.
@inline(__always)
func log(_ x: F32x8) -> F32x8 {
  let zero = F32x8.zero
  let infinity = F32x8(repeating: .infinity)
  // Subnormal numbers are first made 2^23 times greater.
  let least = F32x8(repeating: 1.1754944e-38)
  let greater = x * F32x8(repeating: 8_388_608)
  let normal = recur_select_less8(x, least, greater, x)
  let offset = F32x8(repeating: -23)
  let k = recur_exponent8(normal) + recur_select_less8(x, least, offset, zero)
  let f = recur_significand8(normal) - F32x8(repeating: 1)
  let f2 = f * f
  let f4 = f2 * f2
  let r01 = fma(f, -0.2500081, 0.33333316)
  let r23 = fma(f, -0.16624555, 0.20002286)
  let r45 = fma(f, -0.1312875, 0.14181194)
  let r67 = fma(f, -0.07859604, 0.12881632)
  let tail = fma(fma(r67, f2, r45), f4, fma(r23, f2, r01))
  let cubic = fma(f2 * f, tail, k * F32x8(repeating: 1.4286068e-06))
  let y = fma(k, 0.69314575, f + fma(f2, -0.5, cubic))
  let finite = recur_select_less8(x, infinity, y, x)
  let outside = recur_select_less8(x, zero, zero / zero, x - infinity)
  return recur_select_less8(zero, x, finite, outside)
}

/// ln x = k ln 2 + f - f^2 / 2 + f^3 R(f), where x = 2^k (1 + f) with 1 + f from sqrt(1/2) to
/// sqrt(2), and R of degree 7.
///
/// Error: at most 1 unit in the last place, fused or not; subnormal numbers too.
/// -infinity of 0, infinity of infinity, NaN below 0 and of NaN.
@inline(__always)
func log(_ x: F32x16) -> F32x16 {
  let zero = F32x16.zero
  let infinity = F32x16(repeating: .infinity)
  // Subnormal numbers are first made 2^23 times greater.
  let least = F32x16(repeating: 1.1754944e-38)
  let greater = x * F32x16(repeating: 8_388_608)
  let normal = recur_select_less16(x, least, greater, x)
  let offset = F32x16(repeating: -23)
  let k = recur_exponent16(normal) + recur_select_less16(x, least, offset, zero)
  let f = recur_significand16(normal) - F32x16(repeating: 1)
  let f2 = f * f
  let f4 = f2 * f2
  let r01 = fma(f, -0.2500081, 0.33333316)
  let r23 = fma(f, -0.16624555, 0.20002286)
  let r45 = fma(f, -0.1312875, 0.14181194)
  let r67 = fma(f, -0.07859604, 0.12881632)
  let tail = fma(fma(r67, f2, r45), f4, fma(r23, f2, r01))
  let cubic = fma(f2 * f, tail, k * F32x16(repeating: 1.4286068e-06))
  let y = fma(k, 0.69314575, f + fma(f2, -0.5, cubic))
  let finite = recur_select_less16(x, infinity, y, x)
  let outside = recur_select_less16(x, zero, zero / zero, x - infinity)
  return recur_select_less16(zero, x, finite, outside)
}

/// The greater of a and b, exact. Where one is NaN: b.
@inline(__always)
func max(_ a: F32x4, _ b: F32x4) -> F32x4 { recur_max4(a, b) }

/// The greater of a and b, exact. Where one is NaN: b.
@inline(__always)
func max(_ a: F32x8, _ b: F32x8) -> F32x8 { recur_max8(a, b) }

/// The greater of a and b, exact. Where one is NaN: b.
@inline(__always)
func max(_ a: F32x16, _ b: F32x16) -> F32x16 { recur_max16(a, b) }

/// The lesser of a and b, exact. Where one is NaN: b.
@inline(__always)
func min(_ a: F32x4, _ b: F32x4) -> F32x4 { recur_min4(a, b) }

/// The lesser of a and b, exact. Where one is NaN: b.
@inline(__always)
func min(_ a: F32x8, _ b: F32x8) -> F32x8 { recur_min8(a, b) }

/// The lesser of a and b, exact. Where one is NaN: b.
@inline(__always)
func min(_ a: F32x16, _ b: F32x16) -> F32x16 { recur_min16(a, b) }

/// 0 where a == b, else 1.
@inline(__always)
func notEqual(_ a: F32x4, _ b: F32x4) -> F32x4 {
  recur_select_equal4(a, b, .zero, F32x4(repeating: 1))
}

/// 0 where a == b, else 1.
@inline(__always)
func notEqual(_ a: F32x8, _ b: F32x8) -> F32x8 {
  recur_select_equal8(a, b, .zero, F32x8(repeating: 1))
}

/// 0 where a == b, else 1.
@inline(__always)
func notEqual(_ a: F32x16, _ b: F32x16) -> F32x16 {
  recur_select_equal16(a, b, .zero, F32x16(repeating: 1))
}

/// b where condition is 0, else a. Of a comparison this is one instruction: its 0 and 1 are not made.
@inline(__always)
func select(
  _ condition: F32x4, _ a: F32x4, _ b: F32x4
) -> F32x4 {
  recur_select_equal4(condition, .zero, b, a)
}

/// b where condition is 0, else a. Of a comparison this is one instruction: its 0 and 1 are not made.
@inline(__always)
func select(
  _ condition: F32x8, _ a: F32x8, _ b: F32x8
) -> F32x8 {
  recur_select_equal8(condition, .zero, b, a)
}

/// b where condition is 0, else a. Of a comparison this is one instruction: its 0 and 1 are not made.
@inline(__always)
func select(
  _ condition: F32x16, _ a: F32x16, _ b: F32x16
) -> F32x16 {
  recur_select_equal16(condition, .zero, b, a)
}

/// 1 / (1 + e^-x), where e^-x = 2^n (1 + p), p = expm1(-r), r = x + n ln 2.
///
/// Error: at most 1.95 units in the last place and 9e-8. Never decreasing; exactly 1 from 17.33,
/// exactly 0 below -88.37, where it is under 4.2e-39; NaN of NaN.
/// Fused, x + n ln 2 with ln 2 as one `Float` is exact but for `rest`, which p takes in late, as
/// expm1(-r - rest) = expm1(-r) - rest (1 - r) and less than a third of a unit; 2^n + 1 is ready
/// while p is on its way.
@inline(__always)
func sigmoid(_ x: F32x4) -> F32x4 {
  let limited = recur_min4(F32x4(repeating: 88), x)
  let shifted = fma(limited, -1.442695, 12_582_912)
  let n = shifted - F32x4(repeating: 12_582_912)
  let r = fma(n, 0.6931472, limited)
  let rest = n * F32x4(repeating: -1.9046542e-09)
  let r2 = r * r
  let low = fma(r, -0.16666543, 0.5)
  let high = fma(r, -0.008366611, 0.04166628)
  let whole = fma(rest, F32x4(repeating: 1) - r, r)
  // Rounded in this order, p never falls; with fewer steps in line it does.
  let minusP = fnma(fma(fma(r2, 0.0013946497, high), r2, low), r2, whole)
  let one = F32x4(repeating: 1)
  let power = recur_scale4(one, shifted)
  // 2^24 + 1 rounds to 2^24; the numerator makes up for that.
  let penultimate = F32x4(repeating: 0.99999994)
  let numerator = recur_select_equal4(
    n, F32x4(repeating: 24), penultimate, one)
  let y = numerator / fnma(minusP, power, power + one)
  let lowest = F32x4(repeating: -88.37)
  return recur_select_less4(limited, lowest, F32x4.zero, y)
}

/// 1 / (1 + e^-x), where e^-x = 2^n (1 + p), p = expm1(-r), r = x + n ln 2.
///
/// Error: at most 1.95 units in the last place and 9e-8. Never decreasing; exactly 1 from 17.33,
/// exactly 0 below -88.37, where it is under 4.2e-39; NaN of NaN.
/// Fused, x + n ln 2 with ln 2 as one `Float` is exact but for `rest`, which p takes in late, as
/// expm1(-r - rest) = expm1(-r) - rest (1 - r) and less than a third of a unit; 2^n + 1 is ready
/// while p is on its way.
@inline(__always)
func sigmoid(_ x: F32x8) -> F32x8 {
  let limited = recur_min8(F32x8(repeating: 88), x)
  let shifted = fma(limited, -1.442695, 12_582_912)
  let n = shifted - F32x8(repeating: 12_582_912)
  let r = fma(n, 0.6931472, limited)
  let rest = n * F32x8(repeating: -1.9046542e-09)
  let r2 = r * r
  let low = fma(r, -0.16666543, 0.5)
  let high = fma(r, -0.008366611, 0.04166628)
  let whole = fma(rest, F32x8(repeating: 1) - r, r)
  // Rounded in this order, p never falls; with fewer steps in line it does.
  let minusP = fnma(fma(fma(r2, 0.0013946497, high), r2, low), r2, whole)
  let one = F32x8(repeating: 1)
  let power = recur_scale8(one, shifted)
  // 2^24 + 1 rounds to 2^24; the numerator makes up for that.
  let penultimate = F32x8(repeating: 0.99999994)
  let numerator = recur_select_equal8(
    n, F32x8(repeating: 24), penultimate, one)
  let y = numerator / fnma(minusP, power, power + one)
  let lowest = F32x8(repeating: -88.37)
  return recur_select_less8(limited, lowest, F32x8.zero, y)
}

/// 1 / (1 + e^-x), where e^-x = 2^n (1 + p), p = expm1(-r), r = x + n ln 2.
///
/// Error: at most 1.95 units in the last place and 9e-8. Never decreasing; exactly 1 from 17.33,
/// exactly 0 below -88.37, where it is under 4.2e-39; NaN of NaN.
/// Fused, x + n ln 2 with ln 2 as one `Float` is exact but for `rest`, which p takes in late, as
/// expm1(-r - rest) = expm1(-r) - rest (1 - r) and less than a third of a unit; 2^n + 1 is ready
/// while p is on its way.
@inline(__always)
func sigmoid(_ x: F32x16) -> F32x16 {
  let limited = recur_min16(F32x16(repeating: 88), x)
  let shifted = fma(limited, -1.442695, 12_582_912)
  let n = shifted - F32x16(repeating: 12_582_912)
  let r = fma(n, 0.6931472, limited)
  let rest = n * F32x16(repeating: -1.9046542e-09)
  let r2 = r * r
  let low = fma(r, -0.16666543, 0.5)
  let high = fma(r, -0.008366611, 0.04166628)
  let whole = fma(rest, F32x16(repeating: 1) - r, r)
  // Rounded in this order, p never falls; with fewer steps in line it does.
  let minusP = fnma(fma(fma(r2, 0.0013946497, high), r2, low), r2, whole)
  let one = F32x16(repeating: 1)
  let power = recur_scale16(one, shifted)
  // 2^24 + 1 rounds to 2^24; the numerator makes up for that.
  let penultimate = F32x16(repeating: 0.99999994)
  let numerator = recur_select_equal16(
    n, F32x16(repeating: 24), penultimate, one)
  let y = numerator / fnma(minusP, power, power + one)
  let lowest = F32x16(repeating: -88.37)
  return recur_select_less16(limited, lowest, F32x16.zero, y)
}

/// s, c, -s or -c for n = 0, 1, 2 or 3 mod 4, where s = r + r^3 S(r^2), c = 1 - r^2 / 2 + r^4 C(r^2),
/// n = round(2 x / pi), r = x - n pi / 2; S and C of degree 2.
///
/// Error: at most 2 units in the last place or 1e-11, whichever is more, fused or not. Never beyond 1.
/// NaN where |x| is above 100,000, since of n pi / 2 too little is known there; NaN of NaN.
@inline(__always)
func sin(_ x: F32x4) -> F32x4 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 0.63661975, 12_582_912)
  let n = shifted - F32x4(repeating: 12_582_912)
  // Of pi / 2 the first three parts have 8 bits each, so that n times them is exact; only the third
  // and the last difference are rounded.
  let exact = fnma(n, 0.0004825592, fnma(n, 1.5703125, x))
  let near = fnma(n, 1.2665987e-06, exact)
  let lost = fnma(n, 1.2665987e-06, exact - near)
  let r = fnma(n, 9.920936e-10, near)
  let u = r * r
  let s01 = fma(u, 0.008332133, -0.16666654)
  let s = fma(r * u, fma(u * u, -0.00019511458, s01), lost) + r
  let c01 = fma(u, -0.0013887278, 0.041666646)
  let c = fma(u * u, fma(u * u, 2.4428786e-05, c01), fma(u, -0.5, 1))
  let quarter = shifted
  let size = recur_select_odd4(quarter, c, s)
  let limit = F32x4(repeating: 100_000)
  return recur_select_less_or_equal4(
    recur_abs4(x), limit, recur_turn_half4(size, quarter),
    F32x4(repeating: .nan))
}

/// s, c, -s or -c for n = 0, 1, 2 or 3 mod 4, where s = r + r^3 S(r^2), c = 1 - r^2 / 2 + r^4 C(r^2),
/// n = round(2 x / pi), r = x - n pi / 2; S and C of degree 2.
///
/// Error: at most 2 units in the last place or 1e-11, whichever is more, fused or not. Never beyond 1.
/// NaN where |x| is above 100,000, since of n pi / 2 too little is known there; NaN of NaN.
@inline(__always)
func sin(_ x: F32x8) -> F32x8 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 0.63661975, 12_582_912)
  let n = shifted - F32x8(repeating: 12_582_912)
  // Of pi / 2 the first three parts have 8 bits each, so that n times them is exact; only the third
  // and the last difference are rounded.
  let exact = fnma(n, 0.0004825592, fnma(n, 1.5703125, x))
  let near = fnma(n, 1.2665987e-06, exact)
  let lost = fnma(n, 1.2665987e-06, exact - near)
  let r = fnma(n, 9.920936e-10, near)
  let u = r * r
  let s01 = fma(u, 0.008332133, -0.16666654)
  let s = fma(r * u, fma(u * u, -0.00019511458, s01), lost) + r
  let c01 = fma(u, -0.0013887278, 0.041666646)
  let c = fma(u * u, fma(u * u, 2.4428786e-05, c01), fma(u, -0.5, 1))
  let quarter = shifted
  let size = recur_select_odd8(quarter, c, s)
  let limit = F32x8(repeating: 100_000)
  return recur_select_less_or_equal8(
    recur_abs8(x), limit, recur_turn_half8(size, quarter),
    F32x8(repeating: .nan))
}

/// s, c, -s or -c for n = 0, 1, 2 or 3 mod 4, where s = r + r^3 S(r^2), c = 1 - r^2 / 2 + r^4 C(r^2),
/// n = round(2 x / pi), r = x - n pi / 2; S and C of degree 2.
///
/// Error: at most 2 units in the last place or 1e-11, whichever is more, fused or not. Never beyond 1.
/// NaN where |x| is above 100,000, since of n pi / 2 too little is known there; NaN of NaN.
@inline(__always)
func sin(_ x: F32x16) -> F32x16 {
  // Adding 1.5 * 2^23 rounds to an integer, which stays in the low bits of the sum.
  let shifted = fma(x, 0.63661975, 12_582_912)
  let n = shifted - F32x16(repeating: 12_582_912)
  // Of pi / 2 the first three parts have 8 bits each, so that n times them is exact; only the third
  // and the last difference are rounded.
  let exact = fnma(n, 0.0004825592, fnma(n, 1.5703125, x))
  let near = fnma(n, 1.2665987e-06, exact)
  let lost = fnma(n, 1.2665987e-06, exact - near)
  let r = fnma(n, 9.920936e-10, near)
  let u = r * r
  let s01 = fma(u, 0.008332133, -0.16666654)
  let s = fma(r * u, fma(u * u, -0.00019511458, s01), lost) + r
  let c01 = fma(u, -0.0013887278, 0.041666646)
  let c = fma(u * u, fma(u * u, 2.4428786e-05, c01), fma(u, -0.5, 1))
  let quarter = shifted
  let size = recur_select_odd16(quarter, c, s)
  let limit = F32x16(repeating: 100_000)
  return recur_select_less_or_equal16(
    recur_abs16(x), limit, recur_turn_half16(size, quarter),
    F32x16(repeating: .nan))
}

/// The square root of x, correctly rounded; NaN below 0.
@inline(__always)
func sqrt(_ x: F32x4) -> F32x4 { recur_sqrt4(x) }

/// The square root of x, correctly rounded; NaN below 0.
@inline(__always)
func sqrt(_ x: F32x8) -> F32x8 { recur_sqrt8(x) }

/// The square root of x, correctly rounded; NaN below 0.
@inline(__always)
func sqrt(_ x: F32x16) -> F32x16 { recur_sqrt16(x) }

/// x + x^3 T(x^2) below 0.55, T of degree 4; else 1 - 2 / (e^(2 |x|) + 1) with the sign of x, where
/// e^(2 |x|) = 2^n (1 + p), p = expm1(2 r), r = |x| - n ln 2 / 2.
///
/// Error: at most 1.43 units in the last place and 8.5e-8, fused or not. Never decreasing, odd;
/// exactly 1 from 9.010914, where it rounds to 1; NaN of NaN.
/// One part of ln 2 will do: what it leaves out grows with n, and the weight of an error in p falls
/// as e^(-2 |x|).
@inline(__always)
func tanh(_ x: F32x4) -> F32x4 {
  let a = recur_abs4(x)
  let limited = recur_min4(F32x4(repeating: 9.5), a)
  let shifted = fma(limited, 2.88539, 12_582_912)
  let n = shifted - F32x4(repeating: 12_582_912)
  let r = fnma(n, 0.3465736, limited)
  let r2 = r * r
  let low = fma(r, 1.3333235, 2)
  let high = fma(r, 0.26773155, 0.6666605)
  let p = fma(fma(r2, 0.08925758, high), r2 * r2, fma(low, r2, r + r))
  let one = F32x4(repeating: 1)
  let power = recur_scale4(one, shifted)
  let far = one - F32x4(repeating: 2) / fma(p, power, power + one)

  let u = a * a
  let t34 = fma(u, -0.006123022, 0.020967437)
  let t = fma(fma(fma(t34, u, -0.053827822), u, 0.13332362), u, -0.3333331)
  let near = fma(u * a, t, a)
  let y = recur_select_less4(a, F32x4(repeating: 0.55), near, far)
  return recur_copysign4(y, x)
}

/// x + x^3 T(x^2) below 0.55, T of degree 4; else 1 - 2 / (e^(2 |x|) + 1) with the sign of x, where
/// e^(2 |x|) = 2^n (1 + p), p = expm1(2 r), r = |x| - n ln 2 / 2.
///
/// Error: at most 1.43 units in the last place and 8.5e-8, fused or not. Never decreasing, odd;
/// exactly 1 from 9.010914, where it rounds to 1; NaN of NaN.
/// One part of ln 2 will do: what it leaves out grows with n, and the weight of an error in p falls
/// as e^(-2 |x|).
@inline(__always)
func tanh(_ x: F32x8) -> F32x8 {
  let a = recur_abs8(x)
  let limited = recur_min8(F32x8(repeating: 9.5), a)
  let shifted = fma(limited, 2.88539, 12_582_912)
  let n = shifted - F32x8(repeating: 12_582_912)
  let r = fnma(n, 0.3465736, limited)
  let r2 = r * r
  let low = fma(r, 1.3333235, 2)
  let high = fma(r, 0.26773155, 0.6666605)
  let p = fma(fma(r2, 0.08925758, high), r2 * r2, fma(low, r2, r + r))
  let one = F32x8(repeating: 1)
  let power = recur_scale8(one, shifted)
  let far = one - F32x8(repeating: 2) / fma(p, power, power + one)

  let u = a * a
  let t34 = fma(u, -0.006123022, 0.020967437)
  let t = fma(fma(fma(t34, u, -0.053827822), u, 0.13332362), u, -0.3333331)
  let near = fma(u * a, t, a)
  let y = recur_select_less8(a, F32x8(repeating: 0.55), near, far)
  return recur_copysign8(y, x)
}

/// x + x^3 T(x^2) below 0.55, T of degree 4; else 1 - 2 / (e^(2 |x|) + 1) with the sign of x, where
/// e^(2 |x|) = 2^n (1 + p), p = expm1(2 r), r = |x| - n ln 2 / 2.
///
/// Error: at most 1.43 units in the last place and 8.5e-8, fused or not. Never decreasing, odd;
/// exactly 1 from 9.010914, where it rounds to 1; NaN of NaN.
/// One part of ln 2 will do: what it leaves out grows with n, and the weight of an error in p falls
/// as e^(-2 |x|).
@inline(__always)
func tanh(_ x: F32x16) -> F32x16 {
  let a = recur_abs16(x)
  let limited = recur_min16(F32x16(repeating: 9.5), a)
  let shifted = fma(limited, 2.88539, 12_582_912)
  let n = shifted - F32x16(repeating: 12_582_912)
  let r = fnma(n, 0.3465736, limited)
  let r2 = r * r
  let low = fma(r, 1.3333235, 2)
  let high = fma(r, 0.26773155, 0.6666605)
  let p = fma(fma(r2, 0.08925758, high), r2 * r2, fma(low, r2, r + r))
  let one = F32x16(repeating: 1)
  let power = recur_scale16(one, shifted)
  let far = one - F32x16(repeating: 2) / fma(p, power, power + one)

  let u = a * a
  let t34 = fma(u, -0.006123022, 0.020967437)
  let t = fma(fma(fma(t34, u, -0.053827822), u, 0.13332362), u, -0.3333331)
  let near = fma(u * a, t, a)
  let y = recur_select_less16(a, F32x16(repeating: 0.55), near, far)
  return recur_copysign16(y, x)
}
