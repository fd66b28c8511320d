let floorTemplate = #"""
  /// The greatest integer that is at most x, exact; NaN of NaN, infinities of themselves.
  @inline(__always)
  func floor(_ x: F32x<#lanes#>) -> F32x<#lanes#> { recur_floor<#lanes#>(x) }
  """#

let lessTemplate = #"""
  /// 1 where a < b, else 0.
  @inline(__always)
  func less(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_select_less<#lanes#>(a, b, F32x<#lanes#>(repeating: 1), .zero)
  }
  """#

let lessOrEqualTemplate = #"""
  /// 1 where a <= b, else 0.
  @inline(__always)
  func lessOrEqual(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_select_less_or_equal<#lanes#>(a, b, F32x<#lanes#>(repeating: 1), .zero)
  }
  """#

let equalTemplate = #"""
  /// 1 where a == b, else 0.
  @inline(__always)
  func equal(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_select_equal<#lanes#>(a, b, F32x<#lanes#>(repeating: 1), .zero)
  }
  """#

let notEqualTemplate = #"""
  /// 0 where a == b, else 1.
  @inline(__always)
  func notEqual(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_select_equal<#lanes#>(a, b, .zero, F32x<#lanes#>(repeating: 1))
  }
  """#

let selectTemplate = #"""
  /// b where condition is 0, else a. Of a comparison this is one instruction: its 0 and 1 are not made.
  @inline(__always)
  func select(
    _ condition: F32x<#lanes#>, _ a: F32x<#lanes#>, _ b: F32x<#lanes#>
  ) -> F32x<#lanes#> {
    recur_select_equal<#lanes#>(condition, .zero, b, a)
  }
  """#
