/// The settings of cells, which are numbers that are known when a spec is compiled.
extension BodyChecker {
  /// The number of every setting of `use`.
  mutating func settings(of use: Layer.CellUse) -> [String: Double] {
    // What its definition says was checked there, where no name stands for a size.
    let outside = scope
    scope = Scope()
    defer { scope = outside }
    var settings = use.settings
    for setting in use.cell.syntax.settings where settings[setting.name.text] == nil {
      settings[setting.name.text] = constant(setting.value)
    }
    return settings
  }

  /// The number that `syntax` says, or nil after a diagnostic.
  mutating func setting(_ syntax: ExpressionSyntax) -> Double? {
    guard let number = constant(syntax), number.isFinite else {
      report(.settingIsNoNumber(at: syntax.span))
      return nil
    }
    return number
  }

  /// The number that `syntax` is, made of numbers, sizes and arithmetic; nil if it is none.
  private mutating func constant(_ syntax: ExpressionSyntax) -> Double? {
    switch syntax.kind {
    case .number(let number): return number
    case .negation(let operand): return constant(operand).map { -$0 }
    case .name(let name):
      guard let number = scope.extents[name]?.number else { return nil }
      scope.reads.insert(name)
      return Double(number)
    case .binary(let sign, let left, let right, _):
      guard let a = constant(left), let b = constant(right) else { return nil }
      switch sign {
      case .add: return a + b
      case .subtract: return a - b
      case .multiply: return a * b
      case .divide: return a / b
      default: return nil
      }
    default: return nil
    }
  }
}
