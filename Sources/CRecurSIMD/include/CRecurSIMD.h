#ifndef RECUR_SIMD_H
#define RECUR_SIMD_H

#include "RecurTables.h"

#if defined(__linux__) && __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

/* Vectors of 4, 8 and 16 lanes, which Swift imports as SIMDn<Float>, with the operations that Swift
   does not compile to one instruction, and the level of the CPU. No loop and no kernel is in here. */

#define RECUR_INLINE static inline __attribute__((always_inline, nodebug))

/* a * b + c, in one rounding where the target has a fused multiply-add, in two where it has none. */
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
#define RECUR_FUSED 1
#define RECUR_FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define RECUR_FUSED 0
#define RECUR_FMA(a, b, c) ((a) * (b) + (c))
#endif

/* Where an operand is NaN, b, everywhere. One instruction each on x86 and wasm, two on arm64. */
#define RECUR_MIN(a, b) ((a) < (b) ? (a) : (b))
#define RECUR_MAX(a, b) ((a) > (b) ? (a) : (b))

#define RECUR_MIN_BITS(a, b, n) \
  (recur_f32x##n) __builtin_elementwise_min((recur_i32x##n)a, (recur_i32x##n)b)

/* SSE2 has no minimum of integers in lanes of 32 bits. */
#if defined(__SSE2__) && !defined(__SSE4_1__)
#define RECUR_MIN_POSITIVE(a, b, n) RECUR_MIN(a, b)
#else
#define RECUR_MIN_POSITIVE(a, b, n) RECUR_MIN_BITS(a, b, n)
#endif

#define RECUR_SIGN (-0x7fffffff - 1)

#define RECUR_WITH_SIGN(x, s, integers) \
  (((integers)(x) & ~RECUR_SIGN) | ((integers)(s) & RECUR_SIGN))

/* The greatest integer that is at most x. Where there is no instruction for it: adding 2^23 to the size
   of what is less rounds that to an integer, which may be 1 too great; all that is greater is one. */
#if defined(__SSE2__) && !defined(__SSE4_1__)
#define RECUR_RETURN_FLOOR(x, floats, integers)                                                \
  floats size = __builtin_elementwise_abs(x), one = 1, zero = 0;                               \
  floats nearest = (floats)RECUR_WITH_SIGN((size + 0x1p23f) - 0x1p23f, x, integers);           \
  floats below = nearest - (nearest > x ? one : zero);                                         \
  return size < 0x1p23f ? (floats)RECUR_WITH_SIGN(below, x, integers) : x
#else
#define RECUR_RETURN_FLOOR(x, floats, integers) return __builtin_elementwise_floor(x)
#endif

/* The bits of the float nearest to the square root of one half. */
#define RECUR_ROOT_HALF 0x3f3504f3

/* The k for which x = 2^k m with m from sqrt(1/2) up to sqrt(2), shifted to its place in a float. */
#define RECUR_EXPONENT(x, integers) (((integers)(x) - RECUR_ROOT_HALF) >> 23)

#define RECUR_VECTOR(n)                                                                        \
  typedef float recur_f32x##n __attribute__((ext_vector_type(n)));                             \
  typedef int recur_i32x##n __attribute__((ext_vector_type(n)));                               \
  typedef unsigned recur_u32x##n __attribute__((ext_vector_type(n)));                          \
                                                                                               \
  RECUR_INLINE recur_f32x##n recur_fma##n(recur_f32x##n a, recur_f32x##n b, recur_f32x##n c) { \
    return RECUR_FMA(a, b, c);                                                                 \
  }                                                                                            \
  /* c - a * b, rounded as above. */                                                           \
  RECUR_INLINE recur_f32x##n recur_fnma##n(recur_f32x##n a, recur_f32x##n b,                   \
                                           recur_f32x##n c) {                                  \
    return RECUR_FMA(-(a), b, c);                                                              \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_add##n(recur_f32x##n a, recur_f32x##n b) { return a + b; }  \
  RECUR_INLINE recur_f32x##n recur_subtract##n(recur_f32x##n a, recur_f32x##n b) {             \
    return a - b;                                                                              \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_multiply##n(recur_f32x##n a, recur_f32x##n b) {             \
    return a * b;                                                                              \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_divide##n(recur_f32x##n a, recur_f32x##n b) {               \
    return a / b;                                                                              \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_min##n(recur_f32x##n a, recur_f32x##n b) {                  \
    return RECUR_MIN(a, b);                                                                    \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_max##n(recur_f32x##n a, recur_f32x##n b) {                  \
    return RECUR_MAX(a, b);                                                                    \
  }                                                                                            \
  /* The lesser or the greater by their bits as integers, which order as floats do unless both \
     are negative. One cycle in place of four where latency counts. */                         \
  RECUR_INLINE recur_f32x##n recur_min_bits##n(recur_f32x##n a, recur_f32x##n b) {             \
    return RECUR_MIN_BITS(a, b, n);                                                            \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_max_bits##n(recur_f32x##n a, recur_f32x##n b) {             \
    return (recur_f32x##n)__builtin_elementwise_max((recur_i32x##n)a, (recur_i32x##n)b);       \
  }                                                                                            \
  /* The lesser of positive numbers, the quickest way there is; either where one is NaN. */    \
  RECUR_INLINE recur_f32x##n recur_min_positive##n(recur_f32x##n a, recur_f32x##n b) {         \
    return RECUR_MIN_POSITIVE(a, b, n);                                                        \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_abs##n(recur_f32x##n x) {                                   \
    return __builtin_elementwise_abs(x);                                                       \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_sqrt##n(recur_f32x##n x) {                                  \
    return __builtin_elementwise_sqrt(x);                                                      \
  }                                                                                            \
  /* a < b ? x : y; y where a or b is NaN. */                                                  \
  RECUR_INLINE recur_f32x##n recur_select_less##n(recur_f32x##n a, recur_f32x##n b,            \
                                                  recur_f32x##n x, recur_f32x##n y) {          \
    return a < b ? x : y;                                                                      \
  }                                                                                            \
  /* a < b ? y : x; x where a or b is NaN. */                                                  \
  RECUR_INLINE recur_f32x##n recur_select_not_less##n(recur_f32x##n a, recur_f32x##n b,        \
                                                      recur_f32x##n x, recur_f32x##n y) {      \
    return !(a < b) ? x : y;                                                                   \
  }                                                                                            \
  /* a <= b ? x : y; y where a or b is NaN. */                                                 \
  RECUR_INLINE recur_f32x##n recur_select_less_or_equal##n(recur_f32x##n a, recur_f32x##n b,   \
                                                           recur_f32x##n x, recur_f32x##n y) { \
    return a <= b ? x : y;                                                                     \
  }                                                                                            \
  /* a == b ? x : y; y where a or b is NaN. */                                                 \
  RECUR_INLINE recur_f32x##n recur_select_equal##n(recur_f32x##n a, recur_f32x##n b,           \
                                                   recur_f32x##n x, recur_f32x##n y) {         \
    return a == b ? x : y;                                                                     \
  }                                                                                            \
  /* The magnitude of x with the sign of s. */                                                 \
  RECUR_INLINE recur_f32x##n recur_copysign##n(recur_f32x##n x, recur_f32x##n s) {             \
    return (recur_f32x##n)RECUR_WITH_SIGN(x, s, recur_i32x##n);                                \
  }                                                                                            \
  /* The greatest integer that is at most x. */                                                \
  RECUR_INLINE recur_f32x##n recur_floor##n(recur_f32x##n x) {                                 \
    RECUR_RETURN_FLOOR(x, recur_f32x##n, recur_i32x##n);                                       \
  }                                                                                            \
  /* x with its sign turned where s is negative. */                                            \
  RECUR_INLINE recur_f32x##n recur_turn_sign##n(recur_f32x##n x, recur_f32x##n s) {            \
    return (recur_f32x##n)((recur_i32x##n)x ^ ((recur_i32x##n)s & RECUR_SIGN));                \
  }                                                                                            \
  /* a where n is odd, else b, t being 1.5 * 2^23 + n. */                                      \
  RECUR_INLINE recur_f32x##n recur_select_odd##n(recur_f32x##n t, recur_f32x##n a,             \
                                                 recur_f32x##n b) {                            \
    return ((recur_i32x##n)t << 31) < 0 ? a : b;                                               \
  }                                                                                            \
  /* x with its sign turned where n is 2 or 3 mod 4, t being 1.5 * 2^23 + n. */                \
  RECUR_INLINE recur_f32x##n recur_turn_half##n(recur_f32x##n x, recur_f32x##n t) {            \
    return (recur_f32x##n)((recur_i32x##n)x ^ (((recur_i32x##n)t << 30) & RECUR_SIGN));        \
  }                                                                                            \
  /* x * 2^n, where t is 1.5 * 2^23 + n and the product is a normal number. */                 \
  RECUR_INLINE recur_f32x##n recur_scale##n(recur_f32x##n x, recur_f32x##n t) {                \
    return (recur_f32x##n)((recur_u32x##n)x + ((recur_u32x##n)t << 23));                       \
  }                                                                                            \
  /* The lower or the upper half of each word as the upper half of a float. */                  \
  RECUR_INLINE recur_f32x##n recur_widen_low##n(recur_f32x##n words) {                         \
    return (recur_f32x##n)((recur_u32x##n)words << 16);                                        \
  }                                                                                            \
  RECUR_INLINE recur_f32x##n recur_widen_high##n(recur_f32x##n words) {                        \
    return (recur_f32x##n)((recur_u32x##n)words & 0xffff0000u);                                \
  }                                                                                            \
  /* The k for which x = 2^k m with m from sqrt(1/2) up to sqrt(2); x positive and normal. */  \
  RECUR_INLINE recur_f32x##n recur_exponent##n(recur_f32x##n x) {                              \
    return __builtin_convertvector(RECUR_EXPONENT(x, recur_i32x##n), recur_f32x##n);           \
  }                                                                                            \
  /* The m of `recur_exponent`. */                                                             \
  RECUR_INLINE recur_f32x##n recur_significand##n(recur_f32x##n x) {                           \
    recur_u32x##n k = (recur_u32x##n)RECUR_EXPONENT(x, recur_i32x##n);                         \
    return (recur_f32x##n)((recur_u32x##n)x - (k << 23));                                      \
  }

RECUR_VECTOR(4)
RECUR_VECTOR(8)
RECUR_VECTOR(16)

/* Vectors of doubles, for code that is not to be as fast as it may, but as exact. */
typedef double recur_f64x4 __attribute__((ext_vector_type(4)));

#define RECUR_DOUBLE(name, expression, ...)                                                     \
  RECUR_INLINE recur_f64x4 recur_f64_##name##4(__VA_ARGS__) { return expression; }
#define RECUR_D(x) recur_f64x4 x

RECUR_DOUBLE(fma, RECUR_FMA(a, b, c), RECUR_D(a), RECUR_D(b), RECUR_D(c))
RECUR_DOUBLE(fnma, RECUR_FMA(-(a), b, c), RECUR_D(a), RECUR_D(b), RECUR_D(c))
RECUR_DOUBLE(add, a + b, RECUR_D(a), RECUR_D(b))
RECUR_DOUBLE(subtract, a - b, RECUR_D(a), RECUR_D(b))
RECUR_DOUBLE(multiply, a * b, RECUR_D(a), RECUR_D(b))
RECUR_DOUBLE(divide, a / b, RECUR_D(a), RECUR_D(b))
RECUR_DOUBLE(min, RECUR_MIN(a, b), RECUR_D(a), RECUR_D(b))
RECUR_DOUBLE(max, RECUR_MAX(a, b), RECUR_D(a), RECUR_D(b))
RECUR_DOUBLE(abs, __builtin_elementwise_abs(x), RECUR_D(x))
RECUR_DOUBLE(sqrt, __builtin_elementwise_sqrt(x), RECUR_D(x))
RECUR_DOUBLE(floor, __builtin_elementwise_floor(x), RECUR_D(x))
RECUR_DOUBLE(select_less, a < b ? x : y, RECUR_D(a), RECUR_D(b), RECUR_D(x), RECUR_D(y))
RECUR_DOUBLE(select_less_or_equal, a <= b ? x : y, RECUR_D(a), RECUR_D(b), RECUR_D(x), RECUR_D(y))
RECUR_DOUBLE(select_equal, a == b ? x : y, RECUR_D(a), RECUR_D(b), RECUR_D(x), RECUR_D(y))

/* What the C library makes of each lane. */
#define RECUR_DOUBLE_LANES(name, function)                                                      \
  RECUR_INLINE recur_f64x4 recur_f64_##name##4(recur_f64x4 x) {                                 \
    return (recur_f64x4){function(x[0]), function(x[1]), function(x[2]), function(x[3])};       \
  }

RECUR_INLINE double recur_logistic(double x) { return 1 / (1 + __builtin_exp(-x)); }

RECUR_DOUBLE_LANES(exp, __builtin_exp)
RECUR_DOUBLE_LANES(log, __builtin_log)
RECUR_DOUBLE_LANES(tanh, __builtin_tanh)
RECUR_DOUBLE_LANES(erf, __builtin_erf)
RECUR_DOUBLE_LANES(sin, __builtin_sin)
RECUR_DOUBLE_LANES(cos, __builtin_cos)
RECUR_DOUBLE_LANES(sigmoid, recur_logistic)

/* The halves of a vector. */
RECUR_INLINE recur_f32x4 recur_low8(recur_f32x8 x) { return x.lo; }
RECUR_INLINE recur_f32x4 recur_high8(recur_f32x8 x) { return x.hi; }
RECUR_INLINE recur_f32x8 recur_low16(recur_f32x16 x) { return x.lo; }
RECUR_INLINE recur_f32x8 recur_high16(recur_f32x16 x) { return x.hi; }
RECUR_INLINE recur_f32x8 recur_join8(recur_f32x4 low, recur_f32x4 high) {
  return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
}
RECUR_INLINE recur_f32x16 recur_join16(recur_f32x8 low, recur_f32x8 high) {
  return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

/* a[2 i] b[2 i] + a[2 i + 1] b[2 i + 1] for vectors of m 16-bit integers, into n of 32 bits. */
#if defined(__SSE2__)
#define RECUR_PAIRS4(a, b) (recur_i32x4) __builtin_ia32_pmaddwd128(a, b)
#else
#define RECUR_PAIRS4(a, b) RECUR_PAIRS(a, b, recur_i32x4)
#endif
#if defined(__AVX2__)
#define RECUR_PAIRS8(a, b) (recur_i32x8) __builtin_ia32_pmaddwd256(a, b)
#else
#define RECUR_PAIRS8(a, b) RECUR_PAIRS(a, b, recur_i32x8)
#endif
#if defined(__AVX512BW__)
#define RECUR_PAIRS16(a, b) (recur_i32x16) __builtin_ia32_pmaddwd512(a, b)
#else
#define RECUR_PAIRS16(a, b) RECUR_PAIRS(a, b, recur_i32x16)
#endif
#define RECUR_PAIRS(a, b, integers)                                                            \
  ((((integers)(a) << 16) >> 16) * (((integers)(b) << 16) >> 16) +                             \
   ((integers)(a) >> 16) * ((integers)(b) >> 16))

/* sum + the products of the four unsigned bytes of a with the four signed bytes of b in each lane. No
   form saturates, so that all give the same bits. */
#if defined(__AVXVNNI__) || (defined(__AVX512VNNI__) && defined(__AVX512VL__))
#define RECUR_DOT4(sum, a, b) (recur_i32x4) __builtin_ia32_vpdpbusd128(sum, a, b)
#define RECUR_DOT8(sum, a, b) (recur_i32x8) __builtin_ia32_vpdpbusd256(sum, a, b)
#else
#define RECUR_DOT4(sum, a, b) recur_dot_in_pairs4(sum, a, b)
#define RECUR_DOT8(sum, a, b) recur_dot_in_pairs8(sum, a, b)
#endif
#if defined(__AVX512VNNI__)
#define RECUR_DOT16(sum, a, b) (recur_i32x16) __builtin_ia32_vpdpbusd512(sum, a, b)
#else
#define RECUR_DOT16(sum, a, b) recur_dot_in_pairs16(sum, a, b)
#endif

/* Vectors of n words of four bytes each; m is 2 n. A word may come as the float of the same bits. */
#define RECUR_WORDS(n, m)                                                                      \
  typedef short recur_i16x##m __attribute__((ext_vector_type(m)));                             \
  typedef unsigned short recur_u16x##m __attribute__((ext_vector_type(m)));                    \
  typedef unsigned char recur_u8x##n __attribute__((ext_vector_type(n)));                      \
                                                                                               \
  RECUR_INLINE recur_i32x##n recur_dot_in_pairs##n(recur_i32x##n sum, recur_i32x##n a,         \
                                                   recur_i32x##n b) {                          \
    recur_i16x##m a0 = (recur_i16x##m)(a & 0x00ff00ff);                                        \
    recur_i16x##m a1 = (recur_i16x##m)((recur_u16x##m)a >> 8);                                 \
    recur_i16x##m b0 = ((recur_i16x##m)b << 8) >> 8;                                           \
    recur_i16x##m b1 = (recur_i16x##m)b >> 8;                                                  \
    return sum + RECUR_PAIRS##n(a0, b0) + RECUR_PAIRS##n(a1, b1);                              \
  }                                                                                            \
  /* The products of the signed 16-bit halves of each word of a with those of b, added. */     \
  RECUR_INLINE recur_i32x##n recur_multiply_halves##n(recur_f32x##n a, recur_f32x##n b) {      \
    return RECUR_PAIRS##n((recur_i16x##m)a, (recur_i16x##m)b);                                 \
  }                                                                                            \
  /* sum + the dot products of four signed bytes of each word with four unsigned ones. */      \
  RECUR_INLINE recur_i32x##n recur_dot##n(recur_f32x##n words, recur_f32x##n bytes,            \
                                          recur_i32x##n sum) {                                 \
    return RECUR_DOT##n(sum, (recur_i32x##n)bytes, (recur_i32x##n)words);                      \
  }                                                                                            \
  RECUR_INLINE recur_i32x##n recur_add_integers##n(recur_i32x##n a, recur_i32x##n b) {         \
    return a + b;                                                                              \
  }                                                                                            \
  /* The nearest floats. */                                                                    \
  RECUR_INLINE recur_f32x##n recur_floats##n(recur_i32x##n x) {                                \
    return __builtin_convertvector(x, recur_f32x##n);                                          \
  }                                                                                            \
  /* Of a, which has the sign bit, and x the lesser: by bits as unsigned integers, which order such \
     numbers downwards, infinity after the numbers and NaN with that bit after infinity. */    \
  RECUR_INLINE recur_f32x##n recur_lower_bits##n(recur_f32x##n a, recur_f32x##n x) {           \
    return (recur_f32x##n)__builtin_elementwise_max((recur_u32x##n)a, (recur_u32x##n)x);       \
  }                                                                                            \
  /* The lowest bytes of the bits of x. */                                                     \
  RECUR_INLINE recur_u8x##n recur_bytes##n(recur_f32x##n x) {                                  \
    return __builtin_convertvector((recur_u32x##n)x, recur_u8x##n);                            \
  }

/* The lane whose bits are the greatest integer; it does not leave the vector unit. */
#define RECUR_GREATEST_LANE(name, integers)                                                    \
  RECUR_INLINE float name##4(recur_f32x4 x) {                                                  \
    integers##4 a = (integers##4)x;                                                            \
    a = __builtin_elementwise_max(a, __builtin_shufflevector(a, a, 2, 3, -1, -1));             \
    a = __builtin_elementwise_max(a, __builtin_shufflevector(a, a, 1, -1, -1, -1));            \
    return ((recur_f32x4)a)[0];                                                                \
  }                                                                                            \
  RECUR_INLINE float name##8(recur_f32x8 x) {                                                  \
    integers##8 a = (integers##8)x;                                                            \
    return name##4((recur_f32x4)__builtin_elementwise_max(a.lo, a.hi));                        \
  }                                                                                            \
  RECUR_INLINE float name##16(recur_f32x16 x) {                                                \
    integers##16 a = (integers##16)x;                                                          \
    return name##8((recur_f32x8)__builtin_elementwise_max(a.lo, a.hi));                        \
  }

/* Of lanes that have the sign bit the least, in the order of `recur_lower_bits`. */
RECUR_GREATEST_LANE(recur_lower_lane, recur_u32x)
/* Of lanes that have not the greatest, in the order of `recur_max_bits`. */
RECUR_GREATEST_LANE(recur_upper_lane, recur_i32x)

RECUR_WORDS(4, 8)
RECUR_WORDS(8, 16)
RECUR_WORDS(16, 32)

#if defined(__AVX512VL__) && defined(__AVX512DQ__)
/* In each lane the coefficient of d^k of the polynomial for piece t mod 32, t the low bits of a lane of
   `piece`. Two registers hold a table of 32, which one instruction looks up in all lanes. */
#define RECUR_TABLE(name, n)                                                                   \
  RECUR_INLINE recur_f32x##n recur_##name##_coefficient##n(int k, recur_f32x##n piece) {       \
    const recur_f32x16 *table = (const recur_f32x16 *)recur_##name##_table[k];                 \
    recur_i32x16 places = RECUR_WIDEN##n((recur_i32x##n)piece);                                \
    recur_f32x16 found = __builtin_ia32_vpermi2varps512(table[0], places, table[1]);           \
    return RECUR_NARROW##n(found);                                                             \
  }

#define RECUR_WIDEN16(x) x
#define RECUR_NARROW16(x) x
#define RECUR_WIDEN8(x) \
  __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7, -1, -1, -1, -1, -1, -1, -1, -1)
#define RECUR_NARROW8(x) __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7)
#define RECUR_WIDEN4(x) \
  __builtin_shufflevector(x, x, 0, 1, 2, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)
#define RECUR_NARROW4(x) __builtin_shufflevector(x, x, 0, 1, 2, 3)

RECUR_TABLE(tanh, 4)
RECUR_TABLE(tanh, 8)
RECUR_TABLE(tanh, 16)
RECUR_TABLE(sigmoid, 4)
RECUR_TABLE(sigmoid, 8)
RECUR_TABLE(sigmoid, 16)
RECUR_TABLE(fast_tanh, 4)
RECUR_TABLE(fast_tanh, 8)
RECUR_TABLE(fast_tanh, 16)
RECUR_TABLE(fast_sigmoid, 4)
RECUR_TABLE(fast_sigmoid, 8)
RECUR_TABLE(fast_sigmoid, 16)

/* How far x is from the nearest multiple of one half, one quarter, exactly; 0 of infinity. */
#define RECUR_NEAREST(bits) (bits << 4 | 8)
RECUR_INLINE recur_f32x4 recur_from_half4(recur_f32x4 x) {
  return __builtin_ia32_reduceps128_mask(x, RECUR_NEAREST(1), x, 0xf);
}
RECUR_INLINE recur_f32x8 recur_from_half8(recur_f32x8 x) {
  return __builtin_ia32_reduceps256_mask(x, RECUR_NEAREST(1), x, 0xff);
}
RECUR_INLINE recur_f32x16 recur_from_half16(recur_f32x16 x) {
  return __builtin_ia32_reduceps512_mask(x, RECUR_NEAREST(1), x, 0xffff, 4);
}
RECUR_INLINE recur_f32x4 recur_from_quarter4(recur_f32x4 x) {
  return __builtin_ia32_reduceps128_mask(x, RECUR_NEAREST(2), x, 0xf);
}
RECUR_INLINE recur_f32x8 recur_from_quarter8(recur_f32x8 x) {
  return __builtin_ia32_reduceps256_mask(x, RECUR_NEAREST(2), x, 0xff);
}
RECUR_INLINE recur_f32x16 recur_from_quarter16(recur_f32x16 x) {
  return __builtin_ia32_reduceps512_mask(x, RECUR_NEAREST(2), x, 0xffff, 4);
}

/* x * 2^n, where n is a whole number, rounded once and to 0 far down. */
RECUR_INLINE recur_f32x4 recur_scale_whole4(recur_f32x4 x, recur_f32x4 n) {
  return __builtin_ia32_scalefps128_mask(x, n, x, 0xf);
}
RECUR_INLINE recur_f32x8 recur_scale_whole8(recur_f32x8 x, recur_f32x8 n) {
  return __builtin_ia32_scalefps256_mask(x, n, x, 0xff);
}
RECUR_INLINE recur_f32x16 recur_scale_whole16(recur_f32x16 x, recur_f32x16 n) {
  return __builtin_ia32_scalefps512_mask(x, n, x, 0xffff, 4);
}
#endif

/* Asks for the cache line at any address, even a wrong one, in the second-level cache. */
static inline void recur_prefetch(const void *place) { __builtin_prefetch(place, 0, 2); }

/* Asks for huge pages for memory that starts and ends at one; systems without them ignore it. */
static inline void recur_prefer_huge_pages(void *memory, long bytes) {
#if defined(__linux__) && __has_include(<sys/mman.h>)
  madvise(memory, (unsigned long)bytes, MADV_HUGEPAGE);
#else
  (void)memory;
  (void)bytes;
#endif
}

/* Has the processor take floats of a size below 1.2e-38 for 0 on this thread, and returns what is to be restored.
   A gradient that vanishes through time comes to such sizes, and most processors take many times as long for
   them: `AddingRNN` of `Models/Runs/Memory` learns 12 times as fast without, on an Intel Xeon (Emerald Rapids). */
static inline unsigned long long recur_flush_subnormals(void) {
#if defined(__SSE2__)
  /* What comes out (bit 15) and what goes in (bit 6). */
  unsigned int before = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr(before | 0x8040);
  return before;
#elif defined(__aarch64__)
  unsigned long long before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  __asm__ volatile("msr fpcr, %0" : : "r"(before | 1ull << 24));
  return before;
#else
  return 0;
#endif
}

static inline void recur_restore_subnormals(unsigned long long before) {
#if defined(__SSE2__)
  __builtin_ia32_ldmxcsr((unsigned int)before);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(before));
#else
  (void)before;
#endif
}

/* Numbers that threads share: who loads what another stored sees all that it wrote before. */
static inline int recur_load_shared(const int *place) {
  return __atomic_load_n(place, __ATOMIC_ACQUIRE);
}
static inline void recur_store_shared(int *place, int value) {
  __atomic_store_n(place, value, __ATOMIC_RELEASE);
}
static inline int recur_add_shared(int *place, int value) {
  return __atomic_add_fetch(place, value, __ATOMIC_ACQ_REL);
}

/* Tells the processor that a loop only waits. */
static inline void recur_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __builtin_arm_yield();
#endif
}

/* The instruction sets that emitted code is compiled for, least first. */
#define RECUR_CPU_PORTABLE 0
#define RECUR_CPU_X86_64_V3 3
#define RECUR_CPU_X86_64_V4 4
#define RECUR_CPU_X86_64_V4_VNNI 5

/* The best of them that this CPU, and its operating system, can run. */
static inline int recur_cpu_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4"))
    return __builtin_cpu_supports("avx512vnni") ? RECUR_CPU_X86_64_V4_VNNI : RECUR_CPU_X86_64_V4;
  if (__builtin_cpu_supports("x86-64-v3")) return RECUR_CPU_X86_64_V3;
#endif
  return RECUR_CPU_PORTABLE;
}

#endif
