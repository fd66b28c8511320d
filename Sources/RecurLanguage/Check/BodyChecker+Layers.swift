extension BodyChecker {
  /// Whether `syntax` means a cell that is not applied to a value.
  func isLayer(_ syntax: ExpressionSyntax?) -> Bool {
    guard let syntax else { return false }
    switch syntax.kind {
    case .name(let name):
      return scope.entries[name] == nil && declarations.cell(name) != nil
    case .call(let call):
      guard case .name(let name) = call.callee.kind else { return false }
      if ["stack", "bidirectional"].contains(name) { return true }
      if name == "reverse" { return isLayer(call.arguments.first?.value) }
      guard let cell = declarations.cell(name) else { return false }
      // What has no label is an input of a cell without sizes.
      return !cell.syntax.sizes.isEmpty || call.arguments.allSatisfy { $0.label != nil }
    default: return false
    }
  }

  /// `LSTM(64)(x)`, `stack(LSTM(64), LSTM(64))(x)`.
  mutating func checkLayerCall(_ call: CallSyntax, path: String?) -> CheckedValue? {
    var syntax = call.callee
    if case .name(let name) = syntax.kind {
      // `Cell(x)` of a cell without sizes.
      let empty = CallSyntax(
        callee: ExpressionSyntax(kind: .name(name), span: syntax.span), arguments: [],
        argumentsSpan: syntax.span, span: syntax.span)
      syntax = ExpressionSyntax(kind: .call(empty), span: syntax.span)
    }
    guard case .call(let maker) = syntax.kind, case .name(let name) = maker.callee.kind else {
      report(.notCallable(nil, at: syntax.span))
      return nil
    }
    if Builtin.table[name] != nil
      || ["dense", "embedding", "normalize", "denormalize"].contains(name)
      || declarations.function(name) != nil || (name == "reverse" && !isLayer(syntax))
    {
      report(.notALayer(name, kind: declarations.kind(of: name), at: call.callee.span))
      return nil
    }
    let path = layerPath(name, path, isCell: true, at: maker.callee.span)
    let layer = layer(syntax)
    var inputs: [CheckedValue] = []
    for argument in call.arguments {
      if let label = argument.label { report(misplaced(label, behind: layer)) }
      if let value = check(argument.value) { inputs.append(value.at(argument.value.span)) }
    }
    guard let layer, let path, inputs.count == call.arguments.count,
      call.arguments.allSatisfy({ $0.label == nil })
    else { return nil }
    return apply(layer, to: inputs, Layer.Place(path: path, prefix: path), at: call.span)
  }

  /// What is wrong with a name before what `layer` is applied to.
  private func misplaced(_ label: NameSyntax, behind layer: Layer?) -> Diagnostic {
    guard case .cell(let use)? = layer, !use.cell.syntax.stateNames.contains(label.text) else {
      return .misplacedInitialState(label)
    }
    return .namedInput(label, of: use.cell.syntax)
  }

  /// The layer that `syntax` means, or nil after a diagnostic.
  private mutating func layer(_ syntax: ExpressionSyntax) -> Layer? {
    guard spend(at: syntax.span) else { return nil }
    if case .name(let name) = syntax.kind, let cell = declarations.cell(name) {
      guard cell.syntax.sizes.isEmpty else {
        report(.cellNeedsSizes(cell.syntax, found: 0, at: syntax.span))
        return nil
      }
      return .cell(Layer.CellUse(cell: cell, sizes: [], initial: [], span: syntax.span))
    }
    guard case .call(let call) = syntax.kind, case .name(let name) = call.callee.kind else {
      report(.expectedLayer(at: syntax.span))
      return nil
    }
    let labelled = name == "bidirectional" ? call.arguments.prefix(1) : call.arguments[...]
    let isFaulty = Builtin.layers.contains(name) && labelled.contains { $0.label != nil }
    guard !isFaulty else {
      for label in labelled.compactMap(\.label) {
        report(
          label.text == "merge" && name == "bidirectional"
            ? .mergeWithoutCell(at: label.span)
            : .unexpectedLabel(label, of: name, name == "bidirectional" ? ["merge"] : []))
      }
      return nil
    }
    switch name {
    case "stack":
      guard !call.arguments.isEmpty else {
        report(.wrongArity(name, .atLeast(1), found: 0, at: call.span))
        return nil
      }
      let layers = call.arguments.map { layer($0.value) }
      return layers.contains { $0 == nil } ? nil : .stack(layers.compactMap { $0 })
    case "bidirectional" where call.arguments.count == 2:
      guard let inner = layer(call.arguments[0].value) else { return nil }
      return merge(call.arguments[1]).map { .bidirectional(inner, $0) }
    case "reverse", "bidirectional":
      guard call.arguments.count == 1 else {
        report(.wrongArity(name, .exactly(1), found: call.arguments.count, at: call.span))
        return nil
      }
      guard let inner = layer(call.arguments[0].value) else { return nil }
      return name == "reverse" ? .reversed(inner) : .bidirectional(inner, .concat)
    default:
      guard let cell = declarations.cell(name) else {
        if declarations.kind(of: name) != nil || scope.entries[name] != nil {
          report(.notALayer(name, kind: declarations.kind(of: name), at: syntax.span))
        } else {
          reportUnknownCallee(name, what: "cell", at: call.callee.span)
        }
        return nil
      }
      return cellUse(cell, call)
    }
  }

  private mutating func cellUse(_ cell: Declarations.Cell, _ call: CallSyntax) -> Layer? {
    if openCells.contains(cell.syntax.name.text) {
      report(.cellInsideItself(cell.syntax.name.text, at: call.span))
      return nil
    }
    var use = Layer.CellUse(cell: cell, sizes: [], initial: [], span: call.span)
    let isSet = call.arguments.contains { $0.label != nil }
    let standards = isSet ? settings(of: cell) : [:]
    var isSound = true
    var count = 0
    for argument in call.arguments {
      if let label = argument.label {
        let given = call.arguments.prefix { $0.label?.span != label.span }.compactMap(\.label)
        if let earlier = given.first(where: { $0.text == label.text }) {
          report(.duplicate(label.text, at: label.span, earlier: earlier.span))
          isSound = false
        }
        if cell.syntax.settings.contains(where: { $0.name.text == label.text }) {
          use.settings[label.text] = setting(
            label.text, argument.value, like: standards[label.text])
          if use.settings[label.text] == nil { isSound = false }
        } else if let mark = StepMark(rawValue: label.text),
          !cell.syntax.stateNames.contains(label.text)
        {
          use.marks[mark] = argument.value
        } else {
          use.initial.append((label, argument.value))
        }
        continue
      }
      count += 1
      if let size = dimension(argument.value), let number = size.number {
        use.sizes.append(number)
      } else {
        isSound = false
      }
    }
    guard count == cell.syntax.sizes.count else {
      // A size with a name is no size; what is said of the name says more.
      let sizes = cell.syntax.sizes.map(\.text)
      if let (name, _) = use.initial.first(where: { sizes.contains($0.name.text) }) {
        report(.namedSize(name, of: cell.syntax))
        return nil
      }
      let states = cell.syntax.stateNames
      if let (name, _) = use.initial.first(where: { !states.contains($0.name.text) }) {
        let settings = cell.syntax.settings.map(\.name.text)
        report(.unknownState(name, states: states, settings: settings))
        return nil
      }
      report(.cellNeedsSizes(cell.syntax, found: count, at: call.span))
      return nil
    }
    if isSound { return .cell(use) }
    // In a cell that is only being checked sizes are open, and the use goes no further.
    if scope.allowsCells {
      for (_, value) in use.initial { _ = checkBeforeFirstStep(value) }
      for value in use.marks.values { _ = check(value) }
    }
    return nil
  }

  /// What `layer` gives for `inputs`.
  private mutating func apply(
    _ layer: Layer, to inputs: [CheckedValue], _ place: Layer.Place, at span: SourceSpan
  ) -> CheckedValue? {
    guard spend(at: span) else { return nil }
    switch layer {
    case .cell(let use):
      return apply(use, to: inputs, place, at: span)
    case .reversed(let inner):
      return apply(inner, to: inputs, place.turnedRound, at: span)
    case .stack(let layers):
      var values = inputs
      for (index, layer) in layers.enumerated() {
        var inner = place.inside("\(index)")
        inner.index = index
        inner.hasLayouts = place.hasLayouts && !place.isInStack
        inner.isInStack = true
        guard let value = apply(layer, to: values, inner, at: span) else { return nil }
        values = [value.isAtomic ? value : bind(value, label: nil, at: span)]
      }
      return values.first
    case .bidirectional(let inner, let merge):
      var place = place
      // A stack inside one direction has no counterpart in a framework.
      if case .cell = inner {} else { place.hasLayouts = false }
      let shared = inputs.map { $0.isAtomic ? $0 : bind($0, label: nil, at: span).at($0.span) }
      guard let forward = apply(inner, to: shared, place.inside("forward"), at: span),
        let backward = apply(inner, to: shared, place.inside("backward").turnedRound, at: span)
      else { return nil }
      return join(forward, backward, merge, at: span)
    }
  }

  /// What `merge: NAME` says, or nil after a diagnostic.
  private mutating func merge(_ argument: CallSyntax.Argument) -> Layer.Merge? {
    guard let label = argument.label, label.text == "merge",
      case .name(let name) = argument.value.kind, let merge = Layer.Merge(rawValue: name)
    else {
      report(.unknownMerge(argument, names: Layer.Merge.allCases.map(\.rawValue)))
      return nil
    }
    return merge
  }

  /// Both directions' values as one.
  private mutating func join(
    _ forward: CheckedValue, _ backward: CheckedValue, _ merge: Layer.Merge, at span: SourceSpan
  ) -> CheckedValue? {
    guard var result = merged(forward, backward, merge, at: span) else { return nil }
    func join(_ a: TypedExpression?, _ b: TypedExpression?) -> TypedExpression? {
      guard let a, let b else { return nil }
      return merged(a, b, merge)
    }
    let states = zip(forward.recurrence?.states ?? [], backward.recurrence?.states ?? [])
    result.recurrence = Recurrence(
      last: join(forward.recurrence?.last, backward.recurrence?.last),
      states: states.map { a, b in
        Recurrence.State(
          name: a.name, sequence: join(a.sequence, b.sequence), final: join(a.final, b.final))
      })
    return result
  }

  private mutating func merged(
    _ forward: CheckedValue, _ backward: CheckedValue, _ merge: Layer.Merge, at span: SourceSpan
  ) -> CheckedValue? {
    if merge == .concat { return concatenate([forward, backward], at: span) }
    let expression = merged(forward.expression, backward.expression, merge)
    return expression.map { CheckedValue($0.kind, forward.type, at: place(span)) }
  }

  /// One value of each direction as one; nil for numbers, which have nothing to be put side by side along.
  private func merged(
    _ a: TypedExpression, _ b: TypedExpression, _ merge: Layer.Merge
  ) -> TypedExpression? {
    func elementwise(_ function: String, _ operands: TypedExpression...) -> TypedExpression {
      TypedExpression(.elementwise(function, operands), type: a.type, span: a.span)
    }
    switch merge {
    case .concat:
      guard let first = a.type.shape.first, let second = b.type.shape.first else { return nil }
      var type = a.type
      type.shape[0] = first + second
      return TypedExpression(.concatenate([a, b]), type: type, span: a.span)
    case .sum: return elementwise("add", a, b)
    case .product: return elementwise("multiply", a, b)
    case .mean:
      let half = TypedExpression(
        .number(0.5), type: CheckedType.scalar.resolved, span: a.span)
      return elementwise("multiply", half, elementwise("add", a, b))
    }
  }
}
