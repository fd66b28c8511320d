/// The settings of cells, which are numbers that are known when a spec is compiled.
extension BodyChecker {
  /// The number of every setting of `use`.
  mutating func settings(of use: Layer.CellUse) -> [String: Double] {
    let given = use.settings
    return standards(of: use.cell.syntax).merging(given) { _, given in given }
  }

  /// What the settings of `cell` are if a use does not say.
  mutating func standards(of cell: CellSyntax) -> [String: Double] {
    let outside = scope
    scope = Scope()
    defer { scope = outside }
    var standards: [String: Double] = [:]
    for setting in cell.settings { standards[setting.name.text] = self.setting(setting.value) }
    return standards
  }

  /// What a weight is before training as `syntax` says, of numbers, sizes and settings, or nil after a
  /// diagnostic.
  mutating func start(
    _ syntax: ExpressionSyntax, of type: CheckedType, _ settings: [String: CheckedValue]
  ) -> TypedWeight.Start? {
    for (name, value) in settings {
      scope.entries[name] = Scope.Entry(value: value, definition: value.span)
    }
    defer {
      initialReads.formUnion(scope.reads)
      scope.entries = [:]
    }
    guard case .call(let call) = syntax.kind, case .name(let maker) = call.callee.kind else {
      if let number = constant(syntax), number.isFinite { return .number(number) }
      report(.notAStart(at: syntax.span))
      return nil
    }
    let numbers = call.arguments.compactMap { $0.label == nil ? constant($0.value) : nil }
    guard numbers.count == call.arguments.count, numbers.allSatisfy(\.isFinite) else {
      report(.notAStart(at: syntax.span))
      return nil
    }
    switch (maker, numbers.count) {
    case ("uniform", 2) where numbers[0] <= numbers[1]: return .uniform(numbers[0], numbers[1])
    case ("identity", 1) where type.shape.count == 2: return .identity(numbers[0])
    case ("orthogonal", 1) where type.shape.count == 2: return .orthogonal(numbers[0])
    case ("reservoir", 1) where type.shape.count == 2 && type.shape[0] == type.shape[1]:
      return .reservoir(numbers[0])
    default:
      report(.notAStart(at: syntax.span))
      return nil
    }
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
      if case .number(let number)? = scope.entries[name]?.value?.expression.kind {
        scope.reads.insert(name)
        return number
      }
      // In a cell that is only being checked a size may be open; then a number that no sane spec takes off
      // one stands for it.
      guard let extent = scope.extents[name] else { return nil }
      scope.reads.insert(name)
      return Double(extent.number ?? 1_009)
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
