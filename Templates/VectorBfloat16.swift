/// What kernels of one width use of weights in bfloat16.
let vectorBfloat16Template = #"""
  /// The bfloat16 in the lower half of each word.
  @inline(__always)
  func widenLow(_ words: F32x<#lanes#>) -> F32x<#lanes#> { recur_widen_low<#lanes#>(words) }

  /// The bfloat16 in the upper half of each word.
  @inline(__always)
  func widenHigh(_ words: F32x<#lanes#>) -> F32x<#lanes#> { recur_widen_high<#lanes#>(words) }
  """#
