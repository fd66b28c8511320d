import RecurGraph
import RecurLanguage

extension Lowering {
  /// Writes a block that is fed what was meant as a scan over that.
  ///
  /// What the states do not depend on is written behind the scan, for all steps at once: a layer that makes
  /// a score for each token is then one product of matrices.
  mutating func lower(_ forcing: TypedForcing) {
    let generate = forcing.generate
    let origin = Origin(forcing.span)
    if let mask = value(of: forcing.mask) {
      return define(forcing.sequence, lowerSampled(forcing, mask, origin))
    }
    let marks = lowerPrevious(of: forcing, origin)
    let previous = builder.append(.argmax, [marks], origin: origin)
    let scores = TypedBinding(
      variable: TypedVariable(
        id: forcing.sequence.id, label: nil, type: forcing.scores.type, span: forcing.span),
      value: forcing.scores)
    let (inside, outside) = (generate.body + [.binding(scores)])
      .split(behind: generate.states.map(\.next))
    let read = outside.variablesRead.union([forcing.sequence.id])
    let outputs = (generate.states.map(\.previous.id) + inside.flatMap(\.variablesDefined))
      .filter(read.contains)

    if !(generate.states.isEmpty && outputs.isEmpty) {
      let made = lowerScan(of: forcing, inside, over: previous, outputs, origin)
      for (id, value) in zip(outputs, made) { define(id, value) }
    }
    define(generate.previous.id, previous)
    for case .binding(let binding) in outside {
      define(binding.variable.id, lower(binding.value, label: binding.variable.label))
    }
    define(forcing.sequence, atEachStep(self[forcing.sequence.id], of: forcing, origin))
  }

  /// Writes the part of a block that has states, or what has a time axis inside; returns `outputs` at each
  /// step.
  private mutating func lowerScan(
    of forcing: TypedForcing, _ body: [TypedStatement], over previous: Value,
    _ outputs: [VariableID], _ origin: Origin
  ) -> [Value] {
    let generate = forcing.generate
    let masks = masks(of: body.dropouts(over: nil))
    let inputs = [previous] + masks.map { self[$0] }
    let initial = generate.states.map { lower($0.initial) }
    let parameters = builder.openRegion(
      inputs.map { builder[$0].atOneStep } + initial.map { builder[$0] })
    define(generate.previous, parameters[0])
    for (mask, value) in zip(masks, parameters.dropFirst()) { define(mask, value) }
    define(generate.states, parameters.dropFirst(inputs.count))
    for statement in body { lower(statement) }
    let region = builder.closeRegion(
      yielding: generate.states.map { self[$0.next] } + outputs.map { self[$0] })
    return builder.scan(
      inputs.map { ($0, .forward) }, states: initial, outputs: outputs.map { _ in .forward },
      region: region, label: generate.sequence.label, origin: origin
    ).outputs
  }

  /// Writes a block that is fed what was meant where `mask` is not 0, and else the token to which it gave the
  /// greatest score the step before; returns the scores of all steps.
  private mutating func lowerSampled(
    _ forcing: TypedForcing, _ mask: Value, _ origin: Origin
  ) -> Value {
    let generate = forcing.generate
    let meant = lowerPrevious(of: forcing, origin)
    let initial = generate.states.map { lower($0.initial) } + [lowerFirst(of: forcing, origin)]
    let scored = TypedBinding(variable: forcing.sequence, value: forcing.scores)
    let masks = masks(of: (generate.body + [.binding(scored)]).dropouts(over: nil))
    let inputs = [meant, mask] + masks.map { self[$0] }
    let types = inputs.map { builder[$0].atOneStep } + initial.map { builder[$0] }
    let parameters = builder.openRegion(types)
    let marks = builder.append(
      .elementwise(.select), [parameters[1], parameters[0], parameters[parameters.count - 1]],
      origin: origin)
    define(generate.previous, builder.append(.argmax, [marks], origin: origin))
    for (mask, value) in zip(masks, parameters.dropFirst(2)) { define(mask, value) }
    define(generate.states, parameters.dropFirst(inputs.count))
    for statement in generate.body { lower(statement) }
    let scores = lower(forcing.scores)
    let choice = builder.append(.argmax, [scores], origin: origin)
    let next = builder.append(.onehot(generate.count), [choice], origin: origin)
    let region = builder.closeRegion(
      yielding: generate.states.map { self[$0.next] } + [next, scores])
    return builder.scan(
      inputs.map { ($0, .forward) }, states: initial, outputs: [.forward],
      region: region, label: generate.sequence.label, origin: origin
    ).outputs[0]
  }

  /// The variables of those of `dropouts` that leave something out at each step.
  private func masks(of dropouts: [Dropout]) -> [VariableID] {
    dropouts.map(\.mask).filter { value(of: $0).map { builder[$0].length != nil } ?? false }
  }

  /// What is the same at each step, as a sequence of as many steps as there are tokens: times the sum of a
  /// token's marks, which is 1.
  private mutating func atEachStep(
    _ value: Value, of forcing: TypedForcing, _ origin: Origin
  ) -> Value {
    guard builder[value].length == nil else { return value }
    let marks = lowerMarks(of: forcing, origin)
    let one = builder.append(.reduce(.sum), [marks], origin: origin)
    return builder.append(.elementwise(.multiply), [value, one], origin: origin)
  }

  /// The tokens that were meant as vectors.
  private mutating func lowerMarks(of forcing: TypedForcing, _ origin: Origin) -> Value {
    builder.append(
      .onehot(forcing.generate.count), [lower(forcing.truth)], origin: origin)
  }

  /// The marks of the token before each of those that were meant: theirs one step later, and those of the first
  /// token where there is none.
  private mutating func lowerPrevious(of forcing: TypedForcing, _ origin: Origin) -> Value {
    func append(_ operation: Operation, _ operands: Value..., to lowering: inout Lowering) -> Value
    {
      lowering.builder.append(operation, operands, origin: origin)
    }
    let before = append(.ahead(-1), lowerMarks(of: forcing, origin), to: &self)
    let one = builder.constant(1, .real(), origin: origin)
    let some = append(.reduce(.sum), before, to: &self)
    let none = append(.elementwise(.subtract), one, some, to: &self)
    let first = lowerFirst(of: forcing, origin)
    let marked = append(.elementwise(.multiply), none, first, to: &self)
    return append(.elementwise(.add), before, marked, to: &self)
  }

  /// The marks of the first token.
  private mutating func lowerFirst(of forcing: TypedForcing, _ origin: Origin) -> Value {
    let (from, count) = (forcing.generate.from, forcing.generate.count)
    let parts = [(0.0, from), (1, 1), (0, count - from - 1)].filter { $0.1 > 0 }
      .map { builder.constant($0, .real($1), origin: origin) }
    return parts.count == 1 ? parts[0] : builder.append(.concatenate, parts, origin: origin)
  }
}

extension TypedGenerate {
  /// How many tokens there are to choose from.
  fileprivate var count: Int {
    guard case .token(let count) = previous.type.element else {
      preconditionFailure("a block is fed what is no token")
    }
    return count
  }
}

extension [TypedStatement] {
  /// The statements in two parts: first those that `results` depend on, and whatever has a time axis inside,
  /// then the rest, bindings only.
  fileprivate func split(
    behind results: [VariableID]
  ) -> (inside: [TypedStatement], outside: [TypedStatement]) {
    var needed = Set(results)
    let sequences = Set(flatMap(\.sequencesDefined))
    var (inside, outside): ([TypedStatement], [TypedStatement]) = ([], [])
    for statement in reversed() {
      if case .binding(let binding) = statement, !needed.contains(binding.variable.id),
        binding.variable.type.length == nil,
        [statement].variablesRead.isDisjoint(with: sequences)
      {
        outside.append(statement)
      } else {
        inside.append(statement)
        needed.formUnion([statement].variablesRead)
      }
    }
    return (inside.reversed(), outside.reversed())
  }
}
