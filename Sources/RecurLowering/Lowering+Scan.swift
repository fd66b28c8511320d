import RecurGraph
import RecurLanguage

extension Lowering {
  /// Writes a cell over sequences as a scan node.
  mutating func lower(_ scan: TypedScan) {
    let direction: Direction = scan.direction == .forward ? .forward : .backward
    let masks = scan.body.dropouts(over: nil).map(\.mask).filter { value(of: $0) != nil }
    let inputs = (scan.inputs.map { lower($0.sequence) } + masks.map { self[$0] })
      .map { (sequence: $0, direction: direction) }
    let initial = scan.states.map { lower($0.initial) }

    let steps = inputs.map { builder[$0.sequence].atOneStep }
    let parameters = builder.openRegion(steps + initial.map { builder[$0] })
    for (input, value) in zip(scan.inputs, parameters) { define(input.parameter, value) }
    for (mask, value) in zip(masks, parameters[scan.inputs.count...]) { define(mask, value) }
    define(scan.states, parameters.dropFirst(inputs.count))
    for statement in scan.body { lower(statement) }
    let region = builder.closeRegion(
      yielding: scan.states.map { self[$0.next] } + scan.outputs.map { self[$0.step] })

    let made = builder.scan(
      inputs, states: initial, outputs: scan.outputs.map { _ in direction }, region: region,
      label: scan.outputs.first?.sequence.label, origin: Origin(scan.span))
    for (variable, value) in zip(scan.finals, made.finals) { define(variable, value) }
    for (output, value) in zip(scan.outputs, made.outputs) { define(output.sequence, value) }
  }
}
