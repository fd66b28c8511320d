// Written by RecurMathTests from Templates; do not edit. RECUR_RECORD=1 writes it again.

import CRecurSIMD

/// One half and, with the sign of x, a polynomial of degree 4 in the distance d of |x| from the nearest
/// half; one for each half up to 15, and 1/2 from 15.25.
///
/// Error: at most 2.4e-7, which is that of the last; 1.5e-7 below 15.25. Never decreasing; exactly 1
/// from 15.25, exactly 0 from -15.25 down; NaN of NaN.
/// Neighbours meet half way between their halves. 1/2 and a constant make a sum that needs no
/// rounding. The coefficients are looked up in the order in which the polynomial needs them.
/// `fit_tables.py` makes them.
@inline(__always)
func fastSigmoid(_ x: F32x4) -> F32x4 {
  let a = recur_abs4(x)
  // Adding 1.5 * 2^22 rounds to halves, whose number stays in the low bits of the sum.
  let piece =
    recur_min_bits4(a, F32x4(repeating: 15.5))
    + F32x4(repeating: 6_291_456)
  let d = recur_from_half4(a)
  let c4 = recur_fast_sigmoid_coefficient4(4, piece)
  let c3 = recur_fast_sigmoid_coefficient4(3, piece)
  let c2 = recur_fast_sigmoid_coefficient4(2, piece)
  let c1 = recur_fast_sigmoid_coefficient4(1, piece)
  let c0 = recur_fast_sigmoid_coefficient4(0, piece)
  let slope = fma(fma(c4, d, c3), d * d, fma(c2, d, c1))
  let constant = recur_turn_sign4(c0, x) + F32x4(repeating: 0.5)
  return fma(recur_turn_sign4(d, x), slope, constant)
}

/// One half and, with the sign of x, a polynomial of degree 4 in the distance d of |x| from the nearest
/// half; one for each half up to 15, and 1/2 from 15.25.
///
/// Error: at most 2.4e-7, which is that of the last; 1.5e-7 below 15.25. Never decreasing; exactly 1
/// from 15.25, exactly 0 from -15.25 down; NaN of NaN.
/// Neighbours meet half way between their halves. 1/2 and a constant make a sum that needs no
/// rounding. The coefficients are looked up in the order in which the polynomial needs them.
/// `fit_tables.py` makes them.
@inline(__always)
func fastSigmoid(_ x: F32x8) -> F32x8 {
  let a = recur_abs8(x)
  // Adding 1.5 * 2^22 rounds to halves, whose number stays in the low bits of the sum.
  let piece =
    recur_min_bits8(a, F32x8(repeating: 15.5))
    + F32x8(repeating: 6_291_456)
  let d = recur_from_half8(a)
  let c4 = recur_fast_sigmoid_coefficient8(4, piece)
  let c3 = recur_fast_sigmoid_coefficient8(3, piece)
  let c2 = recur_fast_sigmoid_coefficient8(2, piece)
  let c1 = recur_fast_sigmoid_coefficient8(1, piece)
  let c0 = recur_fast_sigmoid_coefficient8(0, piece)
  let slope = fma(fma(c4, d, c3), d * d, fma(c2, d, c1))
  let constant = recur_turn_sign8(c0, x) + F32x8(repeating: 0.5)
  return fma(recur_turn_sign8(d, x), slope, constant)
}

/// One half and, with the sign of x, a polynomial of degree 4 in the distance d of |x| from the nearest
/// half; one for each half up to 15, and 1/2 from 15.25.
///
/// Error: at most 2.4e-7, which is that of the last; 1.5e-7 below 15.25. Never decreasing; exactly 1
/// from 15.25, exactly 0 from -15.25 down; NaN of NaN.
/// Neighbours meet half way between their halves. 1/2 and a constant make a sum that needs no
/// rounding. The coefficients are looked up in the order in which the polynomial needs them.
/// `fit_tables.py` makes them.
@inline(__always)
func fastSigmoid(_ x: F32x16) -> F32x16 {
  let a = recur_abs16(x)
  // Adding 1.5 * 2^22 rounds to halves, whose number stays in the low bits of the sum.
  let piece =
    recur_min_bits16(a, F32x16(repeating: 15.5))
    + F32x16(repeating: 6_291_456)
  let d = recur_from_half16(a)
  let c4 = recur_fast_sigmoid_coefficient16(4, piece)
  let c3 = recur_fast_sigmoid_coefficient16(3, piece)
  let c2 = recur_fast_sigmoid_coefficient16(2, piece)
  let c1 = recur_fast_sigmoid_coefficient16(1, piece)
  let c0 = recur_fast_sigmoid_coefficient16(0, piece)
  let slope = fma(fma(c4, d, c3), d * d, fma(c2, d, c1))
  let constant = recur_turn_sign16(c0, x) + F32x16(repeating: 0.5)
  return fma(recur_turn_sign16(d, x), slope, constant)
}

/// A polynomial of degree 4 in the distance d of |x| from the nearest quarter, with the sign of x;
/// one for each quarter up to 7.5, and 1 from 7.625.
///
/// Error: at most 4.8e-7, which is that of the 1; 2.1e-7 below 7.625. Never decreasing, odd; x next to
/// 0; NaN of NaN.
/// Neighbours meet half way between their quarters. The coefficients are looked up in the order in
/// which the polynomial needs them. `fit_tables.py` makes them.
@inline(__always)
func fastTanh(_ x: F32x4) -> F32x4 {
  let a = recur_abs4(x)
  // Adding 1.5 * 2^21 rounds to quarters, whose number stays in the low bits of the sum.
  let piece =
    recur_min_bits4(a, F32x4(repeating: 7.75))
    + F32x4(repeating: 3_145_728)
  let d = recur_from_quarter4(a)
  let c4 = recur_fast_tanh_coefficient4(4, piece)
  let c3 = recur_fast_tanh_coefficient4(3, piece)
  let c2 = recur_fast_tanh_coefficient4(2, piece)
  let c1 = recur_fast_tanh_coefficient4(1, piece)
  let c0 = recur_fast_tanh_coefficient4(0, piece)
  let slope = fma(fma(c4, d, c3), d * d, fma(c2, d, c1))
  return fma(recur_turn_sign4(d, x), slope, recur_turn_sign4(c0, x))
}

/// A polynomial of degree 4 in the distance d of |x| from the nearest quarter, with the sign of x;
/// one for each quarter up to 7.5, and 1 from 7.625.
///
/// Error: at most 4.8e-7, which is that of the 1; 2.1e-7 below 7.625. Never decreasing, odd; x next to
/// 0; NaN of NaN.
/// Neighbours meet half way between their quarters. The coefficients are looked up in the order in
/// which the polynomial needs them. `fit_tables.py` makes them.
@inline(__always)
func fastTanh(_ x: F32x8) -> F32x8 {
  let a = recur_abs8(x)
  // Adding 1.5 * 2^21 rounds to quarters, whose number stays in the low bits of the sum.
  let piece =
    recur_min_bits8(a, F32x8(repeating: 7.75))
    + F32x8(repeating: 3_145_728)
  let d = recur_from_quarter8(a)
  let c4 = recur_fast_tanh_coefficient8(4, piece)
  let c3 = recur_fast_tanh_coefficient8(3, piece)
  let c2 = recur_fast_tanh_coefficient8(2, piece)
  let c1 = recur_fast_tanh_coefficient8(1, piece)
  let c0 = recur_fast_tanh_coefficient8(0, piece)
  let slope = fma(fma(c4, d, c3), d * d, fma(c2, d, c1))
  return fma(recur_turn_sign8(d, x), slope, recur_turn_sign8(c0, x))
}

/// A polynomial of degree 4 in the distance d of |x| from the nearest quarter, with the sign of x;
/// one for each quarter up to 7.5, and 1 from 7.625.
///
/// Error: at most 4.8e-7, which is that of the 1; 2.1e-7 below 7.625. Never decreasing, odd; x next to
/// 0; NaN of NaN.
/// Neighbours meet half way between their quarters. The coefficients are looked up in the order in
/// which the polynomial needs them. `fit_tables.py` makes them.
@inline(__always)
func fastTanh(_ x: F32x16) -> F32x16 {
  let a = recur_abs16(x)
  // Adding 1.5 * 2^21 rounds to quarters, whose number stays in the low bits of the sum.
  let piece =
    recur_min_bits16(a, F32x16(repeating: 7.75))
    + F32x16(repeating: 3_145_728)
  let d = recur_from_quarter16(a)
  let c4 = recur_fast_tanh_coefficient16(4, piece)
  let c3 = recur_fast_tanh_coefficient16(3, piece)
  let c2 = recur_fast_tanh_coefficient16(2, piece)
  let c1 = recur_fast_tanh_coefficient16(1, piece)
  let c0 = recur_fast_tanh_coefficient16(0, piece)
  let slope = fma(fma(c4, d, c3), d * d, fma(c2, d, c1))
  return fma(recur_turn_sign16(d, x), slope, recur_turn_sign16(c0, x))
}
