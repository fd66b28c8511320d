extension BodyChecker {
  /// Makes the weights of one use of `cell` and works out its states' types, or nil after a
  /// diagnostic. Without a `place` the cell is only being checked and its dimensions may be open.
  mutating func declareParts(
    of cell: Declarations.Cell, _ extents: [String: Extent], _ settings: [String: Setting],
    _ place: Layer.Place?, at use: SourceSpan
  ) -> CellParts? {
    let outside = scope
    scope = Scope()
    scope.extents = extents
    scope.settings = settings
    scope.isPrelude = cell.isPrelude
    if place != nil {
      expansions.append(
        Expansion(owner: "the cell '\(cell.syntax.name.text)'", call: use))
    }
    defer {
      if place != nil { expansions.removeLast() }
      scope = outside
    }
    var parts = CellParts()
    for setting in cell.syntax.settings {
      parts.settings[setting.name.text] = settings[setting.name.text]?.value(at: setting.name.span)
    }
    var isSound = true
    var shapes: [String: CheckedType] = [:]
    for case .declaration(let declaration) in cell.syntax.items {
      guard let type = cellType(declaration.type, what: "a \(declaration.role.rawValue)") else {
        isSound = false
        continue
      }
      for name in declaration.names { shapes[name.text] = type }
    }
    // A cell that is only being checked goes on, to find what else is wrong.
    guard isSound || place == nil else { return nil }
    let leftOut = place == nil ? [] : leftOut(of: cell.syntax)
    let slices = place.map { layoutSlices(of: cell.syntax, shapes, leftOut, $0) } ?? [:]
    for case .declaration(let declaration) in cell.syntax.items where declaration.role != .state {
      var start: TypedWeight.Start?
      if let syntax = declaration.initial, let type = shapes[declaration.names[0].text] {
        start = self.start(syntax, of: type, parts.settings)
        if start == nil, place != nil { return nil }
      }
      if place == nil { checkCondition(of: declaration, start) }
      for name in declaration.names {
        guard let type = shapes[name.text] else { continue }
        if leftOut.contains(name.text) {
          parts.weights[name.text] = .leftOut(start?.number ?? 0, type, at: name.span)
          continue
        }
        let id = makeWeight(
          place.map { "\($0.path).\(name.text)" } ?? name.text, shape: type.shape,
          isBias: declaration.role == .bias, start: start, layouts: slices[name.text] ?? [],
          span: name.span, use: name.span)
        guard let id else {
          if place == nil { continue }
          return nil
        }
        parts.weights[name.text] = CheckedValue(.weight(id), type, at: name.span)
      }
    }
    for case .declaration(let declaration) in cell.syntax.items where declaration.role == .state {
      for name in declaration.names {
        guard let type = shapes[name.text] else { continue }
        if type.isTooLarge { report(.weightTooLarge(name.text, type, at: name.span)) }
        guard
          let initial = initialValue(
            declaration.initial, of: name, type,
            parts.weights.merging(parts.settings) { weight, _ in weight }, at: use)
        else {
          if place == nil { continue }
          return nil
        }
        parts.states.append(CellParts.State(name: name, type: type, initial: initial))
      }
    }
    return parts
  }

  /// The weights of `cell` that the present settings leave out.
  private func leftOut(of cell: CellSyntax) -> Set<String> {
    var names: Set<String> = []
    for case .declaration(let declaration) in cell.items {
      guard let condition = declaration.condition,
        case .truth(false)? = scope.settings[condition.text]
      else { continue }
      names.formUnion(declaration.names.map(\.text))
    }
    return names
  }

  /// Checks what `if` says, and that a number stands for what may be left out.
  private mutating func checkCondition(
    of declaration: CellSyntax.Declaration, _ start: TypedWeight.Start?
  ) {
    guard let condition = declaration.condition else { return }
    initialReads.insert(condition.text)
    switch scope.settings[condition.text] {
    case .truth?: break
    default: report(.conditionIsNoSetting(condition))
    }
    let isFaulty = declaration.initial != nil && start == nil
    if !isFaulty, start?.number == nil, declaration.role == .weight || start != nil {
      report(.leftOutWithoutNumber(declaration.names[0], condition))
    }
  }

  /// What a state is before the first step as its cell says, of numbers, sizes, settings and weights, or nil
  /// after a diagnostic.
  private mutating func initialValue(
    _ syntax: ExpressionSyntax?, of name: NameSyntax, _ type: CheckedType,
    _ constants: [String: CheckedValue], at use: SourceSpan
  ) -> TypedExpression? {
    guard let syntax else { return CheckedValue(.number(0), type, at: use).expression }
    for (name, value) in constants {
      scope.entries[name] = Scope.Entry(value: value, definition: value.span)
    }
    // It is there before the first step, so outside of a block that is evaluated at each.
    let inside = stepping == nil ? nil : blocks.removeLast()
    defer {
      scope.entries = [:]
      if let inside { blocks.append(inside) }
    }
    guard let value = check(syntax)?.at(place(syntax.span)) else { return nil }
    initialReads.formUnion(scope.reads)
    if case .number = value.expression.kind {
      return CheckedValue(value.expression.kind, type, at: place(syntax.span)).expression
    }
    if value.type == .scalar {
      // The same number everywhere.
      let zeros = CheckedValue(.number(0), type, at: value.span).expression
      return CheckedValue(
        .elementwise("add", [zeros, value.expression]), type, at: value.span
      ).expression
    }
    guard value.type == type else {
      report(.initialStateMismatch(name.text, type, value))
      return nil
    }
    return value.expression
  }

  /// The type that stands in a cell, a shape without time, or nil after a diagnostic.
  mutating func cellType(_ syntax: TypeSyntax, what: String) -> CheckedType? {
    guard !syntax.isSequence, case .shape(let dimensions) = syntax.element else {
      report(.notACellType(what, at: syntax.span))
      return nil
    }
    let extents = dimensions.map { dimension($0) }
    guard !extents.contains(where: { $0 == nil }) else { return nil }
    return CheckedType(shape: extents.compactMap { $0 })
  }

  /// Where each weight is in each of the cell's framework layouts.
  private func layoutSlices(
    of cell: CellSyntax, _ shapes: [String: CheckedType], _ leftOut: Set<String>,
    _ place: Layer.Place
  ) -> [String: [[TypedWeight.Slice]]] {
    guard place.hasLayouts else { return [:] }
    var result: [String: [[TypedWeight.Slice]]] = [:]
    for case .layout(let layout) in cell.items {
      var slices: [String: [TypedWeight.Slice]] = [:]
      for tensor in layout.tensors {
        let weights = tensor.weights.filter { !leftOut.contains($0.text) }
        let shapes = weights.map { shapes[$0.text]?.resolved.shape ?? [] }
        let rows = shapes.reduce(0) { $0 + ($1.first ?? 0) }
        let suffix = place.direction == .backward ? "_reverse" : ""
        let name = tensor.name.text
          .replacing("{layer}", with: "\(place.index)").replacing("{reverse}", with: suffix)
        var start = 0
        for (weight, shape) in zip(weights, shapes) {
          slices[weight.text, default: []].append(
            TypedWeight.Slice(
              tensor: "\(place.prefix).\(name)", shape: [rows] + shape.dropFirst(), start: start))
          start += shape.first ?? 0
        }
      }
      for (weight, slices) in slices { result[weight, default: []].append(slices) }
    }
    return result
  }

  /// Emits the equations of the cell of `use`; `values` holds its inputs, weights and states, `constants` what of them
  /// is known before the first step. Returns the output and the states' next values, or nil after a
  /// diagnostic.
  ///
  /// Cells that it uses are stepped along; their states become those of `stepping`.
  mutating func expand(
    _ use: Layer.CellUse, at path: String, _ extents: [String: Extent],
    _ settings: [String: Setting], _ values: [String: CheckedValue],
    constants: [String: CheckedValue]
  ) -> (output: CheckedValue, next: [VariableID])? {
    let cell = use.cell
    let (outside, outerNaming, outerNames) = (scope, naming, stepping?.outside)
    scope = Scope()
    scope.extents = extents
    scope.settings = settings
    scope.isPrelude = cell.isPrelude
    scope.allowsCells = true
    stepping?.outside = scope
    for (name, value) in constants {
      stepping?.outside.entries[name] = Scope.Entry(value: value, definition: value.span)
    }
    naming = Naming(base: path, taken: Set(cell.syntax.allNames))
    openCells.append(cell.syntax.name.text)
    uses.append(Expansion(owner: "the cell '\(cell.syntax.name.text)'", call: use.span))
    defer {
      openCells.removeLast()
      uses.removeLast()
      scope = outside
      naming = outerNaming
      if let outerNames { stepping?.outside = outerNames }
    }
    return expandItems(of: cell.syntax, values)
  }

  /// Emits the equations in the present scope.
  mutating func expandItems(
    of cell: CellSyntax, _ values: [String: CheckedValue]
  ) -> (output: CheckedValue, next: [VariableID])? {
    noteLaterNames(of: cell)
    scope.broken = cell.brokenNames
    for name in cell.settings.map(\.name) + cell.inputs.map(\.name) {
      define(name.text, values[name.text], at: name.span)
    }
    var output: CheckedValue?
    var outputKeyword: SourceSpan?
    for item in cell.items {
      switch item {
      case .declaration(let declaration):
        for name in declaration.names {
          if declaration.role == .state { scope.states.insert(name.text) }
          define(name.text, values[name.text], at: name.span)
        }
      case .binding(let binding) where scope.states.contains(binding.name.text):
        let declaration = scope.entries[binding.name.text]?.definition ?? binding.name.span
        report(.stateDefinedAgain(binding.name, declaration: declaration))
        scope.broken.insert(binding.name.text + "'")
        _ = check(binding.value)
      case .binding(let binding):
        if let type = binding.type { report(.typeInCell(at: type.span)) }
        let path = "\(naming.base).\(binding.name.text)"
        let value = check(binding.value, path: path)
          .map { bind($0, label: binding.name.text, at: binding.name.span) }
        define(binding.name.text, value, at: binding.name.span)
      case .next(let equation):
        expandNext(equation, state: values[equation.name.text])
      case .output(let expression, let keyword):
        if let earlier = outputKeyword {
          report(.secondOutput(at: keyword, earlier: earlier))
          continue
        }
        outputKeyword = keyword
        guard let value = check(expression) else { continue }
        if value.type.isToken { report(.tokenInCell(at: expression.span)) }
        if case .variable = value.expression.kind {
          output = value
        } else {
          output = bind(value, label: nil, at: expression.span)
        }
      case .layout: continue
      }
    }
    let states = cell.items.flatMap { item -> [NameSyntax] in
      guard case .declaration(let declaration) = item, declaration.role == .state else { return [] }
      return declaration.names
    }
    var next: [VariableID] = []
    for state in states {
      guard let entry = scope.entries[state.text + "'"] else {
        // The equation may be there, under another name or unreadable.
        if scope.broken.isDisjoint(with: [state.text, state.text + "'"]) {
          report(.stateNeverAssigned(state))
        }
        continue
      }
      if case .variable(let id) = entry.value?.expression.kind { next.append(id) }
    }
    if outputKeyword == nil {
      guard let first = states.first else {
        if cell.brokenNames.isEmpty { report(.cellWithoutOutput(cell.name)) }
        return nil
      }
      output = scope.entries[first.text + "'"]?.value
    }
    guard let output, next.count == states.count else { return nil }
    return (output, next)
  }

  private mutating func expandNext(_ equation: BindingSyntax, state: CheckedValue?) {
    let name = equation.name
    guard scope.states.contains(name.text) else {
      if let later = scope.later[name.text], scope.entries[name.text] == nil {
        report(.usedBeforeDefinition(name.text, at: name.span, definition: later))
      } else if !scope.broken.contains(name.text) {
        let candidate = suggestion(for: name.text, among: scope.states)
        report(.notAState(name.text, suggestion: candidate, at: name.span))
        if let candidate { scope.broken.insert(candidate + "'") }
      }
      _ = check(equation.value)
      return
    }
    var value = check(equation.value)
    if let found = value, let state, found.type != state.type {
      report(.nextStateMismatch(name.text, state, found.at(equation.value.span)))
      value = nil
    }
    // A next state has a variable of its own, even if it is another value unchanged.
    let bound = value.map { value in
      let variable = makeVariable(name.text + "'", value.type, at: name.span)
      emit(.binding(TypedBinding(variable: variable, value: value.expression)))
      return CheckedValue(.variable(variable.id), value.type, at: name.span)
    }
    define(name.text + "'", bound, at: name.span)
  }

  private mutating func noteLaterNames(of cell: CellSyntax) {
    for item in cell.items {
      switch item {
      case .declaration(let declaration):
        for name in declaration.names where scope.later[name.text] == nil {
          scope.later[name.text] = name.span
        }
      case .binding(let binding): scope.later[binding.name.text] = binding.name.span
      case .next(let equation): scope.later[equation.name.text + "'"] = equation.name.span
      case .output, .layout: continue
      }
    }
  }
}

extension CellSyntax {
  /// The names of all weights, states and values that are bound.
  fileprivate var allNames: [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .declaration(let declaration): declaration.names.map(\.text)
      case .binding(let binding): [binding.name.text]
      case .next, .output, .layout: []
      }
    }
  }
}
