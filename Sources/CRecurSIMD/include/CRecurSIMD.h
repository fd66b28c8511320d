#ifndef RECUR_SIMD_H
#define RECUR_SIMD_H

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

#define RECUR_SIGN (-0x7fffffff - 1)

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
  /* The magnitude of x with the sign of s. */                                                 \
  RECUR_INLINE recur_f32x##n recur_copysign##n(recur_f32x##n x, recur_f32x##n s) {             \
    return (recur_f32x##n)(((recur_i32x##n)x & ~RECUR_SIGN) | ((recur_i32x##n)s & RECUR_SIGN)); \
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

/* The halves of a vector. */
RECUR_INLINE recur_f32x4 recur_low8(recur_f32x8 x) { return x.lo; }
RECUR_INLINE recur_f32x4 recur_high8(recur_f32x8 x) { return x.hi; }
RECUR_INLINE recur_f32x8 recur_low16(recur_f32x16 x) { return x.lo; }
RECUR_INLINE recur_f32x8 recur_high16(recur_f32x16 x) { return x.hi; }

/* Asks for huge pages for memory that starts and ends at one; systems without them ignore it. */
static inline void recur_prefer_huge_pages(void *memory, long bytes) {
#if defined(__linux__) && __has_include(<sys/mman.h>)
  madvise(memory, (unsigned long)bytes, MADV_HUGEPAGE);
#else
  (void)memory;
  (void)bytes;
#endif
}

/* The instruction sets that emitted code is compiled for, least first. */
#define RECUR_CPU_PORTABLE 0
#define RECUR_CPU_X86_64_V3 3
#define RECUR_CPU_X86_64_V4 4

/* The best of them that this CPU, and its operating system, can run. */
static inline int recur_cpu_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return RECUR_CPU_X86_64_V4;
  if (__builtin_cpu_supports("x86-64-v3")) return RECUR_CPU_X86_64_V3;
#endif
  return RECUR_CPU_PORTABLE;
}

#endif
