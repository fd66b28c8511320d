/// What compares and chooses. Of a comparison, 1 stands for true and 0 for false.
extension ElementwiseFunction {
  /// The greatest integer that is not greater than the operand.
  public static let floor = ElementwiseFunction("floor", MathForm(floorTemplate)) {
    $0.rounded(.down)
  }
  .deriving { [nil] }
  /// 1 if the first operand is less than the second, else 0; so 0 if either is NaN.
  public static let less = ElementwiseFunction("less", MathForm(lessTemplate)) {
    $0 < $1 ? 1 : 0
  }
  .deriving { [nil, nil] }
  /// 1 if the first operand is at most the second, else 0; so 0 if either is NaN.
  public static let lessOrEqual = ElementwiseFunction(
    "lessOrEqual", MathForm(lessOrEqualTemplate)
  ) { $0 <= $1 ? 1 : 0 }
  .deriving { [nil, nil] }
  /// 1 if the operands are equal, else 0; so 0 if either is NaN.
  public static let equal = ElementwiseFunction(
    "equal", MathForm(equalTemplate), commutes: true
  ) { $0 == $1 ? 1 : 0 }
  .deriving { [nil, nil] }
  /// 0 if the operands are equal, else 1; so 1 if either is NaN.
  public static let notEqual = ElementwiseFunction(
    "notEqual", MathForm(notEqualTemplate), commutes: true
  ) { $0 == $1 ? 0 : 1 }
  .deriving { [nil, nil] }
  /// The third operand where the first is 0, else the second. What is not chosen has no influence, be
  /// it NaN.
  public static let select = ElementwiseFunction(
    "select", callName: "where", arity: 3, MathForm(selectTemplate)
  ) { $0[0] == 0 ? $0[2] : $0[1] }
  .deriving { [nil, .apply(.notEqual, [.x, 0]), .apply(.equal, [.x, 0])] }

  /// Whether it is 1 or 0 of any operands, by comparing them.
  public var compares: Bool { [.less, .lessOrEqual, .equal, .notEqual].contains(self) }
}

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
