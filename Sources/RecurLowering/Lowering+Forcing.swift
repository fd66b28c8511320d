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
    let previous = lowerPrevious(of: forcing, origin)
    let scores = TypedBinding(
      variable: TypedVariable(
        id: forcing.sequence.id, label: nil, type: forcing.scores.type, span: forcing.span),
      value: forcing.scores)
    let (inside, outside) = (generate.body + [.binding(scores)])
      .split(behind: generate.states.map(\.next))
    let inputs = [generate.previous] + generate.states.map(\.previous)
    let read = outside.variablesRead.union([forcing.sequence.id])
    let outputs = (generate.states.map(\.previous.id) + inside.flatMap(\.variablesDefined))
      .filter(read.contains)

    let initial = generate.states.map { lower($0.initial) }
    let parameters = builder.openRegion([builder[previous].atOneStep] + initial.map { builder[$0] })
    for (variable, value) in zip(inputs, parameters) { define(variable, value) }
    for statement in inside { lower(statement) }
    let region = builder.closeRegion(
      yielding: generate.states.map { self[$0.next] } + outputs.map { self[$0] })
    let made = builder.scan(
      [(previous, .forward)], states: initial, outputs: outputs.map { _ in .forward },
      region: region, label: generate.sequence.label, origin: origin)

    define(generate.previous.id, previous)
    for (id, value) in zip(outputs, made.outputs) { define(id, value) }
    for case .binding(let binding) in outside {
      define(binding.variable.id, lower(binding.value, label: binding.variable.label))
    }
    define(forcing.sequence, self[forcing.sequence.id])
  }

  /// The token before each of those that were meant: their marks one step later, and that of the first token
  /// where there is none.
  private mutating func lowerPrevious(of forcing: TypedForcing, _ origin: Origin) -> Value {
    guard case .token(let count) = forcing.generate.previous.type.element else {
      preconditionFailure("a block is fed what is no token")
    }
    func append(_ operation: Operation, _ operands: Value..., to lowering: inout Lowering) -> Value
    {
      lowering.builder.append(operation, operands, origin: origin)
    }
    let marks = append(.onehot(count), lower(forcing.truth), to: &self)
    let before = append(.ahead(-1), marks, to: &self)
    let one = builder.constant(1, .real(), origin: origin)
    let some = append(.reduce(.sum), before, to: &self)
    let none = append(.elementwise(.subtract), one, some, to: &self)
    let from = forcing.generate.from
    let parts = [(0.0, from), (1, 1), (0, count - from - 1)].filter { $0.1 > 0 }
      .map { builder.constant($0, .real($1), origin: origin) }
    let first = parts.count == 1 ? parts[0] : builder.append(.concatenate, parts, origin: origin)
    let marked = append(.elementwise(.multiply), none, first, to: &self)
    let sum = append(.elementwise(.add), before, marked, to: &self)
    return append(.argmax, sum, to: &self)
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
