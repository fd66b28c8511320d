/// What the vector unit does in one instruction.
extension ElementwiseFunction {
  /// The first operand if it is less than the second, else the second; so the second if either is NaN.
  public static let minimum = ElementwiseFunction(
    "min", callName: "min", MathForm(minimumTemplate)
  ) { $0 < $1 ? $0 : $1 }
  .deriving { [.x < .y, 1 - (.x < .y)] }
  /// The first operand if it is greater than the second, else the second; so the second if either is
  /// NaN.
  public static let maximum = ElementwiseFunction(
    "max", callName: "max", MathForm(maximumTemplate)
  ) { $0 > $1 ? $0 : $1 }
  .deriving { [.y < .x, 1 - (.y < .x)] }
  /// The size without the sign.
  public static let absolute = ElementwiseFunction("abs", MathForm(absoluteTemplate)) { abs($0) }
    .deriving { [(0 < .x) - (.x < 0)] }
  /// The square root.
  public static let squareRoot = ElementwiseFunction(
    "sqrt", MathForm(squareRootTemplate), latency: 14, keepsFinite: false
  ) { $0.squareRoot() }
  .deriving { [0.5 / .result] }
}

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
