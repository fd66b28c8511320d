#ifndef RECUR_SIMD_H
#define RECUR_SIMD_H

typedef float recur_f32x4 __attribute__((ext_vector_type(4)));
typedef float recur_f32x8 __attribute__((ext_vector_type(8)));
typedef float recur_f32x16 __attribute__((ext_vector_type(16)));

#define RECUR_INLINE static inline __attribute__((always_inline, nodebug))

/* a * b + c, in one rounding where the target has a fused multiply-add. */
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
#define RECUR_FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define RECUR_FMA(a, b, c) ((a) * (b) + (c))
#endif

RECUR_INLINE recur_f32x4 recur_fma4(recur_f32x4 a, recur_f32x4 b, recur_f32x4 c) { return RECUR_FMA(a, b, c); }
RECUR_INLINE recur_f32x8 recur_fma8(recur_f32x8 a, recur_f32x8 b, recur_f32x8 c) { return RECUR_FMA(a, b, c); }
RECUR_INLINE recur_f32x16 recur_fma16(recur_f32x16 a, recur_f32x16 b, recur_f32x16 c) { return RECUR_FMA(a, b, c); }

#endif
