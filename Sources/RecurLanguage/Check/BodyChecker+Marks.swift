/// What a use of a cell may say of each of its steps.
enum StepMark: String, CaseIterable, Comparable {
  /// Before the step all states become what they are before the first.
  case reset
  /// The step is taken; else all states, and the answer, stay what they are.
  case when

  static func < (a: StepMark, b: StepMark) -> Bool { a.rawValue < b.rawValue }
}

/// Steps before which a cell begins anew, and steps that it does not take.
extension BodyChecker {
  /// The numbers that say so, each not 0 where it is so, or nil after a diagnostic.
  mutating func marks(of use: Layer.CellUse) -> [StepMark: CheckedValue]? {
    var found: [StepMark: CheckedValue] = [:]
    for (mark, syntax) in use.marks.sorted(by: { $0.key < $1.key }) {
      guard let value = check(syntax)?.at(syntax.span) else { return nil }
      guard !value.type.isToken, value.type.shape.isEmpty else {
        report(.markIsNoNumber(mark.rawValue, value))
        return nil
      }
      found[mark] = outside(value)
    }
    return found
  }

  /// A value that a cell is given, evaluated outside the cell's body, whatever it is.
  mutating func outside(_ value: CheckedValue) -> CheckedValue {
    let isReady = value.isAtomic || value.type.length != nil
    return isReady ? value : bind(value, label: nil, at: value.span)
  }

  /// Has the step that the innermost block computes from statement `first` on heed `marks`.
  ///
  /// - Parameters:
  ///   - states: those that the cell declares. Those of cells inside it are the ones of `stepping` from number
  ///     `innerFrom` on.
  ///   - output: the cell's answer. Where a step may be left out and it is no state, it becomes one.
  mutating func heed(
    _ marks: [StepMark: CheckedValue], states: inout [TypedState], innerFrom firstInner: Int,
    output: inout CheckedValue?, statementsFrom first: Int, at path: String
  ) {
    var inner = Array(stepping?.states[firstInner...] ?? [])
    stepping?.states.removeSubrange(firstInner...)
    if let when = marks[.when], let made = output {
      if !(states + inner).contains(where: { .variable($0.next) == made.expression.kind }) {
        let held = makeVariable(nil, made.type, at: made.span)
        let zero = CheckedValue(.number(0), made.type, at: made.span)
        guard case .variable(let next) = made.expression.kind else {
          preconditionFailure("an answer has no variable")
        }
        inner.append(TypedState(previous: held, initial: zero.expression, next: next, cell: path))
      }
      func hold(_ state: inout TypedState) {
        let type = CheckedType(state.previous.type)
        let next = CheckedValue(.variable(state.next), type, at: made.span)
        let previous = CheckedValue(.variable(state.previous.id), type, at: made.span)
        let kept = choose(when, next, previous, label: state.previous.label.map { "\($0)'" })
        if output?.expression.kind == .variable(state.next) {
          output = CheckedValue(.variable(kept.id), type, at: made.span)
        }
        state.next = kept.id
      }
      for index in states.indices { hold(&states[index]) }
      for index in inner.indices { hold(&inner[index]) }
    }
    if let reset = marks[.reset] {
      blocks.append([])
      func begin(_ state: inout TypedState) {
        let type = CheckedType(state.previous.type)
        let before = makeVariable(state.previous.label, type, at: state.previous.span)
        let initial = CheckedValue(state.initial.kind, type, at: state.initial.span)
        let value = elementwise(
          "select", sign: "where",
          [reset, initial, CheckedValue(.variable(before.id), type, at: before.span)],
          at: reset.span)
        guard let value else { preconditionFailure("a state has no number") }
        emit(.binding(TypedBinding(variable: state.previous, value: value.expression)))
        state.previous = before
      }
      for index in states.indices { begin(&states[index]) }
      for index in inner.indices { begin(&inner[index]) }
      let beginnings = blocks.removeLast()
      blocks[blocks.count - 1].insert(contentsOf: beginnings, at: first)
    }
    stepping?.states += inner
  }

  /// A variable that is `a` where `condition` is not 0, and else `b`.
  private mutating func choose(
    _ condition: CheckedValue, _ a: CheckedValue, _ b: CheckedValue, label: String?
  ) -> TypedVariable {
    guard let value = elementwise("select", sign: "where", [condition, a, b], at: condition.span)
    else { preconditionFailure("a state has no number") }
    let variable = makeVariable(label, value.type, at: condition.span)
    emit(.binding(TypedBinding(variable: variable, value: value.expression)))
    return variable
  }
}

extension CellSyntax {
  /// The names of its states.
  var stateNames: [String] {
    items.flatMap { item -> [String] in
      guard case .declaration(let declaration) = item, declaration.role == .state else { return [] }
      return declaration.names.map(\.text)
    }
  }
}
