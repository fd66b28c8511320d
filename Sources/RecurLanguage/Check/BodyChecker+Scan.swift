extension BodyChecker {
  /// What one cell gives for `inputs`: a scan over sequences, a step inside `generate`.
  mutating func apply(
    _ use: Layer.CellUse, to inputs: [CheckedValue], _ place: Layer.Place, at span: SourceSpan
  ) -> CheckedValue? {
    let cell = use.cell.syntax
    guard inputs.count == cell.inputs.count else {
      report(.wrongCellArity(cell, found: inputs.count, at: span))
      return nil
    }
    guard use.cell.isSound, let marks = marks(of: use) else { return nil }
    let isScan = (inputs + marks.values).contains { $0.type.length != nil }
    guard isScan || stepping != nil else {
      report(.needsSequence("the cell '\(cell.name.text)'", inputs[0], isCell: true))
      return nil
    }
    guard isScan || place.direction == .forward else {
      report(.backwardStep(at: span))
      return nil
    }
    guard
      let length = commonLength(of: inputs + marks.values, in: cell.name.text, at: span),
      let extents = extents(of: use, for: inputs)
    else { return nil }
    let settings = settings(of: use.cell, given: use.settings)
    guard let parts = declareParts(of: use.cell, extents, settings, place, at: use.span),
      let initial = initialStates(use, parts.states, isScan: isScan)
    else { return nil }
    cells.append(TypedCell(path: place.path, text: use.text(settings)))
    let inputs = inputs.map { outside($0) }

    // Without a scan no copy is kept, which would make each addition to the states copy them all.
    let outer = isScan ? stepping : nil
    if isScan {
      blocks.append([])
      stepping = Stepping(outside: Scope())
    }
    let (firstStatement, firstState) = (blocks[blocks.count - 1].count, stepping?.states.count ?? 0)
    var parameters: [TypedScan.Input] = []
    /// What `value` is at one step.
    func atOneStep(_ value: CheckedValue, _ name: NameSyntax) -> CheckedValue {
      guard value.type.length != nil else { return value }
      let variable = makeVariable(name.text, value.type.atOneStep, at: name.span)
      parameters.append(TypedScan.Input(parameter: variable, sequence: value.expression))
      return CheckedValue(.variable(variable.id), value.type.atOneStep, at: name.span)
    }
    let constants = parts.weights.merging(parts.settings) { weight, _ in weight }
    var values = constants
    for (input, value) in zip(cell.inputs, inputs) {
      values[input.name.text] = atOneStep(value, input.name)
    }
    let marksOfStep = marks.keys.sorted().reduce(into: [:]) { found, mark in
      found[mark] = marks[mark].map {
        atOneStep($0, NameSyntax(text: mark.rawValue, span: $0.span))
      }
    }
    let previous = parts.states.map { makeVariable($0.name.text, $0.type, at: $0.name.span) }
    for (state, variable) in zip(parts.states, previous) {
      values[state.name.text] = CheckedValue(.variable(variable.id), state.type, at: variable.span)
    }
    let step = expand(use, at: place.path, extents, settings, values, constants: constants)
    let isWhole = step?.next.count == previous.count
    var states = zip(zip(previous, initial), isWhole ? step?.next ?? [] : []).map { pair, next in
      TypedState(previous: pair.0, initial: pair.1, next: next, cell: place.path)
    }
    var output = step?.output
    if isWhole, !marks.isEmpty {
      heed(
        marksOfStep, states: &states, innerFrom: firstState, output: &output,
        statementsFrom: firstStatement, at: place.path)
    }
    let body = isScan ? blocks.removeLast() : []
    let inner = isScan ? stepping?.states ?? [] : []
    if isScan { stepping = outer }
    guard isWhole, let output else { return nil }
    guard isScan else {
      stepping?.states += states
      guard stepping!.states.count <= BodyChecker.maximumStates else {
        stopExpanding(.tooManyStates(BodyChecker.maximumStates, at: span))
        return nil
      }
      var result = output.at(span)
      result.recurrence = Recurrence(states: [], isStep: true)
      return result
    }
    let scan = TypedScan(
      cell: cell.name.text, path: place.path, direction: place.direction, inputs: parameters,
      states: states + inner, body: body, outputs: [], finals: [], span: span)
    return emit(scan, own: previous.count, output: output, over: length, place.direction)
  }

  /// Adds the results to `scan`, emits it, and returns the sequence of its outputs. What its cell declares
  /// are the first `own` states, behind which are those of the cells inside.
  private mutating func emit(
    _ scan: TypedScan, own: Int, output: CheckedValue, over length: ValueType.Length?,
    _ direction: TypedScan.Direction
  ) -> CheckedValue? {
    guard case .variable(let step) = output.expression.kind else { return nil }
    var scan = scan
    let sequence = makeVariable(nil, output.type.over(length), at: scan.span)
    scan.outputs = [TypedScan.Output(step: step, sequence: sequence)]
    var result = CheckedValue(.variable(sequence.id), output.type.over(length), at: scan.span)
    let position: TypedExpression.Position = direction == .forward ? .last : .first
    var recurrence = Recurrence(
      last: TypedExpression(
        .element(position, result.expression), type: output.type.resolved, span: scan.span),
      states: [])
    for (index, state) in scan.states.enumerated() {
      let name = state.previous.label ?? ""
      let type = CheckedType(state.previous.type)
      let final = makeVariable(name, type, at: scan.span)
      scan.finals.append(final)
      guard index < own else { continue }
      var values = sequence
      if state.next != step {
        values = makeVariable(name, type.over(length), at: scan.span)
        scan.outputs.append(TypedScan.Output(step: state.next, sequence: values))
      }
      recurrence.states.append(
        Recurrence.State(
          name: name,
          sequence: TypedExpression(.variable(values.id), type: values.type, span: scan.span),
          final: TypedExpression(.variable(final.id), type: final.type, span: scan.span)))
    }
    emit(.scan(scan))
    result.recurrence = recurrence
    return result
  }

  /// The numbers that a cell's dimensions stand for, or nil after a diagnostic.
  private mutating func extents(
    of use: Layer.CellUse, for inputs: [CheckedValue]
  ) -> [String: Extent]? {
    let cell = use.cell.syntax
    var known: [String: Extent] = [:]
    for (name, size) in zip(cell.sizes, use.sizes) { known[name.text] = Extent(size) }
    for (input, value) in zip(cell.inputs, inputs) {
      guard case .shape(let dimensions) = input.type.element else { return nil }
      let actual = value.type.shape
      guard !value.type.isToken, actual.count == dimensions.count else {
        report(.cellInputMismatch(cell, input, shape(dimensions, known, of: use), value))
        return nil
      }
      for (dimension, extent) in zip(dimensions, actual) {
        guard let wanted = evaluate(dimension, known, of: use) else { return nil }
        guard let number = extent.number else { return nil }
        if let (name, factor) = wanted.factors.first {
          let (inferred, rest) = (number - wanted.constant).quotientAndRemainder(dividingBy: factor)
          guard rest == 0, inferred > 0 else {
            report(.cellInputMismatch(cell, input, shape(dimensions, known, of: use), value))
            return nil
          }
          known[name] = Extent(inferred)
        } else if wanted.constant != number {
          report(.cellInputMismatch(cell, input, shape(dimensions, known, of: use), value))
          return nil
        }
      }
    }
    return known
  }

  /// The shape that an input must have, as far as it is known.
  private mutating func shape(
    _ dimensions: [ExpressionSyntax], _ known: [String: Extent], of use: Layer.CellUse
  ) -> CheckedType {
    CheckedType(shape: dimensions.compactMap { evaluate($0, known, of: use) })
  }

  /// The value of a dimension of a cell, in which names may be open.
  private mutating func evaluate(
    _ syntax: ExpressionSyntax, _ known: [String: Extent], of use: Layer.CellUse
  ) -> Extent? {
    let outside = scope
    scope = Scope()
    scope.extents = known
    for name in names(in: syntax) where known[name] == nil {
      scope.extents[name] = Extent(name: name)
    }
    expansions.append(
      Expansion(owner: "the cell '\(use.cell.syntax.name.text)'", call: use.span))
    defer {
      expansions.removeLast()
      scope = outside
    }
    return dimension(syntax)
  }

  /// The state before the first step for each of `states`, or nil after a diagnostic.
  private mutating func initialStates(
    _ use: Layer.CellUse, _ states: [CellParts.State], isScan: Bool
  ) -> [TypedExpression]? {
    var isSound = true
    for (name, _) in use.initial where !states.contains(where: { $0.name.text == name.text }) {
      let settings = use.cell.syntax.settings.map(\.name.text)
      report(.unknownState(name, states: states.map(\.name.text), settings: settings))
      isSound = false
    }
    var result: [TypedExpression] = []
    for state in states {
      guard let syntax = use.initial.first(where: { $0.name.text == state.name.text })?.value else {
        result.append(state.initial)
        continue
      }
      let value = isScan ? check(syntax) : checkBeforeFirstStep(syntax)
      guard let value = value?.at(syntax.span) else {
        isSound = false
        continue
      }
      if case .number = value.expression.kind {
        result.append(CheckedValue(value.expression.kind, state.type, at: syntax.span).expression)
      } else if value.type != state.type {
        report(.initialStateMismatch(state.name.text, state.type, value))
        isSound = false
      } else {
        result.append(value.expression)
      }
    }
    return isSound ? result : nil
  }
}
