/// The settings of cells, which are known when a spec is compiled.
extension BodyChecker {
  /// What every setting of `cell` is where a use gives some of them. One that is not given may be an earlier
  /// one.
  mutating func settings(
    of cell: Declarations.Cell, given: [String: Setting] = [:]
  ) -> [String: Setting] {
    let outside = scope
    scope = Scope()
    scope.isPrelude = cell.isPrelude
    defer {
      initialReads.formUnion(scope.reads)
      scope = outside
    }
    for setting in cell.syntax.settings {
      let name = setting.name.text
      scope.settings[name] = given[name] ?? self.setting(name, setting.value)
      scope.entries[name] = Scope.Entry(
        value: scope.settings[name]?.value(at: setting.name.span), definition: setting.name.span)
    }
    return scope.settings
  }

  /// What `syntax` says for a setting that is otherwise `standard`, or nil after a diagnostic.
  mutating func setting(
    _ name: String, _ syntax: ExpressionSyntax, like standard: Setting? = nil
  ) -> Setting? {
    switch standard {
    case .number?: return number(of: syntax).map(Setting.number)
    case .truth?:
      guard let truth = truth(syntax) else {
        report(.settingIsNeitherTrueNorFalse(name, at: syntax.span))
        return nil
      }
      return .truth(truth)
    case .function?: return function(syntax, for: name, like: standard)
    case nil:
      if let truth = truth(syntax) { return .truth(truth) }
      if let number = constant(syntax), number.isFinite { return .number(number) }
      if case .name = syntax.kind { return function(syntax, for: name, like: nil) }
      report(.notASetting(at: syntax.span))
      return nil
    }
  }

  /// What `syntax` says if it is true or false.
  mutating func truth(_ syntax: ExpressionSyntax) -> Bool? {
    guard case .name(let name) = syntax.kind else { return nil }
    if case .truth(let truth)? = scope.settings[name] {
      scope.reads.insert(name)
      return truth
    }
    return scope.entries[name] == nil ? ["true": true, "false": false][name] : nil
  }

  /// The elementwise function that `syntax` names, or nil after a diagnostic.
  private mutating func function(
    _ syntax: ExpressionSyntax, for setting: String, like standard: Setting?
  ) -> Setting? {
    guard case .name(let name) = syntax.kind else {
      report(.settingIsNoFunction(setting, at: syntax.span))
      return nil
    }
    if case .function(let function)? = scope.settings[name] {
      scope.reads.insert(name)
      return .function(function)
    }
    let function = Setting.Function(name: name, isPrelude: scope.isPrelude)
    guard scope.entries[name] == nil, isFunction(function) else {
      let names = declarations.functionNames + Array(Builtin.table.keys)
      if scope.entries[name] == nil, declarations.kind(of: name) == nil,
        let candidate = suggestion(for: name, among: names)
      {
        report(.unknownCallee(name, what: "function", suggestion: candidate, at: syntax.span))
      } else {
        let isKnown = declarations.kind(of: name) != nil
        report(
          isKnown || standard != nil
            ? .settingIsNoFunction(setting, at: syntax.span) : .notASetting(at: syntax.span))
      }
      return nil
    }
    switch isElementwise(function, at: syntax.span) {
    case true?: return .function(function)
    case false?:
      report(.notElementwise(name, at: syntax.span))
      return nil
    case nil: return nil
    }
  }

  private func isFunction(_ function: Setting.Function) -> Bool {
    Builtin.table[function.name] != nil
      || declarations.function(function.name, fromPrelude: function.isPrelude) != nil
  }

  /// Whether `function` makes of each element of one vector one of its own; nil after a diagnostic, or if its
  /// own text is faulty.
  private mutating func isElementwise(_ function: Setting.Function, at span: SourceSpan) -> Bool? {
    if let builtin = Builtin.table[function.name] {
      guard case .elementwise = builtin.kind else { return false }
      return builtin.arity == .exactly(1)
    }
    guard let function = declarations.function(function.name, fromPrelude: function.isPrelude),
      function.isSound
    else { return nil }
    guard function.syntax.parameters.count == 1 else { return false }
    // It is called in a checker of its own, for a vector whose size is open.
    var trial = BodyChecker(declarations: declarations, budgetOf: self)
    let type = CheckedType(shape: [Extent(name: "N")])
    let variable = trial.makeVariable(nil, type, at: span)
    let argument = CheckedValue(.variable(variable.id), type, at: span)
    let result = trial.expand(function, [argument], at: span)
    guard spend(asMuchAs: trial, at: span) else { return nil }
    return trial.diagnostics.isEmpty && result?.type == type
      && trial.blocks[0].allSatisfy(\.isElementwise)
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
    if maker == "fixed", call.arguments.count == 1, call.arguments[0].label == nil {
      return start(call.arguments[0].value, of: type, settings).map { .fixed($0) }
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
  mutating func number(of syntax: ExpressionSyntax) -> Double? {
    guard let number = constant(syntax), number.isFinite else {
      report(.settingIsNoNumber(at: syntax.span))
      return nil
    }
    return number
  }

  /// The number that `syntax` is, made of numbers, sizes and arithmetic; nil if it is none.
  mutating func constant(_ syntax: ExpressionSyntax) -> Double? {
    switch syntax.kind {
    case .number(let number, _): return number
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
