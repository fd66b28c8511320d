/// What compares and chooses. Of a comparison, 1 stands for true and 0 for false.
extension ElementwiseFunction {
  /// The greatest integer that is not greater than the operand.
  public static let floor = unary("floor") { $0.rounded(.down) }
  /// 1 if the first operand is less than the second, else 0; so 0 if either is NaN.
  public static let less = binary("less") { $0 < $1 ? 1 : 0 }
  /// 1 if the first operand is at most the second, else 0; so 0 if either is NaN.
  public static let lessOrEqual = binary("lessOrEqual") { $0 <= $1 ? 1 : 0 }
  /// 1 if the operands are equal, else 0; so 0 if either is NaN.
  public static let equal = binary("equal", commutes: true) { $0 == $1 ? 1 : 0 }
  /// 0 if the operands are equal, else 1; so 1 if either is NaN.
  public static let notEqual = binary("notEqual", commutes: true) { $0 == $1 ? 0 : 1 }
  /// The third operand where the first is 0, else the second. What is not chosen has no influence, be
  /// it NaN.
  public static let select = ElementwiseFunction(
    name: "select", arity: 3, isCommutative: false
  ) { $0[0] == 0 ? $0[2] : $0[1] }
}
