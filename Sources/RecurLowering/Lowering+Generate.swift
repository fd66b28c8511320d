import RecurGraph
import RecurLanguage

extension Lowering {
  /// Writes a block that is fed its own answers as a generate node.
  mutating func lower(_ generate: TypedGenerate) {
    // Nothing is left out of what is fed its own answers; masks are for what is fed what was meant.
    let masks = hide(generate.dropouts.map(\.mask))
    defer { for (mask, value) in masks { define(mask, value) } }
    let initial = generate.states.map { lower($0.initial) }
    let type = TensorType(generate.sequence.type)

    let parameters = builder.openRegion([type.atOneStep] + initial.map { builder[$0] })
    let inside = [generate.previous] + generate.states.map(\.previous)
    for (variable, value) in zip(inside, parameters) { define(variable, value) }
    for statement in generate.body { lower(statement) }
    let token = lower(generate.token)
    let region = builder.closeRegion(yielding: [token] + generate.states.map { self[$0.next] })

    let made = builder.generate(
      Generate(
        from: generate.from, until: generate.until, atMost: generate.atMost,
        states: generate.states.count),
      type, states: initial, region: region, label: generate.sequence.label,
      origin: Origin(generate.span))
    define(generate.sequence, made)
  }
}
