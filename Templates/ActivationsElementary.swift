let minimumTemplate = #"""
  /// The lesser of a and b, exact. Where one is NaN: b.
  @inline(__always)
  func min(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> { recur_min<#lanes#>(a, b) }
  """#

let maximumTemplate = #"""
  /// The greater of a and b, exact. Where one is NaN: b.
  @inline(__always)
  func max(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> { recur_max<#lanes#>(a, b) }
  """#

let absoluteTemplate = #"""
  /// |x|, exact.
  @inline(__always)
  func abs(_ x: F32x<#lanes#>) -> F32x<#lanes#> { recur_abs<#lanes#>(x) }
  """#

let squareRootTemplate = #"""
  /// The square root of x, correctly rounded; NaN below 0.
  @inline(__always)
  func sqrt(_ x: F32x<#lanes#>) -> F32x<#lanes#> { recur_sqrt<#lanes#>(x) }
  """#
