import Foundation
import RecurCompiler
import RecurGraph
import RecurPasses
import RecurTraining
import RecurWeights

/// The first number that was not finite in a step that could not be taken.
struct BrokenValue {
  /// What the spec calls it, if it does, or what computed it.
  let name: String
  /// Where it comes from.
  let origin: Origin?
  /// What it was.
  let number: Double
  /// The time step, from 0, of what is computed at each.
  let time: Int?

  /// What ended a training, and what helps.
  static func explanation(
    of fault: BrokenTraining, _ training: CompiledTraining, _ examples: Examples, in folder: URL,
    at spec: String
  ) -> RecurFault {
    var lines = [
      "epoch \(fault.epoch + 1), step \(fault.step + 1) of it: \(fault.message)"
    ]
    let path = folder.appending(path: TrainingRun.Files.broken).path(percentEncoded: false)
    do {
      if let (value, place, example) = try first(fault, training, examples, weights: path) {
        lines.append(
          "  the first number that is not finite: \(value.text(spec)), \(place) of example \(example + 1)"
        )
      } else {
        lines.append(
          "  every number is finite in double precision: single precision has too little room")
      }
    } catch {
      lines.append("  where it began could not be looked up: \(error)")
    }
    let clip =
      training.settings.clips.isEmpty ? "clip gradients ('--clip \"norm 1\"')" : "clip more"
    lines.append(
      "  \(clip), or take shorter steps ('--rate'); the weights before this step are in '\(path)'")
    return RecurFault(lines.joined(separator: "\n"))
  }

  private func text(_ spec: String) -> String {
    let place = origin.map { " (\($0.file == "prelude.recur" ? $0.file : spec):\($0.line))" } ?? ""
    return "'\(name)' is \(number)\(place)" + (time.map { " at time step \($0 + 1)" } ?? "")
  }

  /// Looks for it in the examples, first on the way to the loss and then in its gradient, by the reference
  /// interpreter.
  private static func first(
    _ fault: BrokenTraining, _ training: CompiledTraining, _ examples: Examples,
    weights path: String
  ) throws -> (BrokenValue, place: String, example: Int)? {
    let file = try SafetensorsFile(path: path)
    var weights: [String: Tensor] = [:]
    for name in file.tensorNames {
      let tensor = try file.tensor(name)
      weights[name] = Tensor(shape: tensor.shape, elements: try tensor.floats().map(Double.init))
    }
    let gradient = try training.lowered.differentiated(training.lowered.body.results[0])
    for (graph, place) in [
      (training.lowered, "on the way to the loss"), (gradient, "in the gradient"),
    ] {
      let interpreter = try Interpreter(graph, weights: weights)
      for example in fault.examples {
        let inputs = examples.tensors(of: example)
        let traces = try interpreter.trace(inputs, of: graph.computedValues).values
        if let value = graph.firstBroken(traces) { return (value, place, example) }
      }
    }
    return nil
  }
}

extension Examples {
  /// An example as the interpreter takes it.
  func tensors(of example: Int) -> [String: Tensor] {
    values.indices.reduce(into: [:]) { tensors, index in
      let value = values[index]
      let elements: [Double] =
        switch element(index, of: example) {
        case .numbers(let numbers): numbers.map(Double.init)
        case .tokens(let tokens): tokens.map(Double.init)
        }
      let steps = value.value.isSequence ? [elements.count / value.size] : []
      tensors[value.name] = Tensor(shape: steps + value.value.shape, elements: elements)
    }
  }
}

extension Graph {
  /// Everything that is computed.
  fileprivate var computedValues: Set<Value> {
    var values: Set<Value> = []
    func visit(_ region: Region) {
      for node in region.nodes {
        values.formUnion(node.results)
        if let inner = node.region { visit(inner) }
      }
    }
    visit(body)
    return values
  }

  /// The first value that single precision cannot hold, in the order in which values are computed.
  fileprivate func firstBroken(_ traces: [Value: [Tensor]]) -> BrokenValue? {
    for node in body.nodes {
      if let scan = node.region, let found = first(in: scan, of: node, traces) { return found }
      if let found = first(of: node, traces) { return found.value(at: nil) }
    }
    return nil
  }

  /// A node's first result that is not finite, and in which of its turns it was so.
  private struct Found {
    let node: Node
    let number: Double
    let turn: Int

    func value(at time: Int?) -> BrokenValue {
      BrokenValue(
        name: node.label ?? node.operation.description, origin: node.origin, number: number,
        time: time)
    }
  }

  private func first(of node: Node, _ traces: [Value: [Tensor]]) -> Found? {
    var first: Found?
    for result in node.results {
      for (turn, tensor) in (traces[result] ?? []).enumerated() where turn < first?.turn ?? .max {
        if let number = tensor.elements.first(where: { !Float($0).isFinite }) {
          first = Found(node: node, number: number, turn: turn)
        }
      }
    }
    return first
  }

  /// The first in a region that is evaluated once for each time step, or, if one inside it is evaluated
  /// more often, in that one.
  private func first(
    in region: Region, of scan: Node, _ traces: [Value: [Tensor]]
  ) -> BrokenValue? {
    let found = region.nodes.compactMap { first(of: $0, traces) }
    guard let first = found.min(by: { $0.turn < $1.turn }) else { return nil }
    if let inner = first.node.region, let value = self.first(in: inner, of: first.node, traces) {
      return value
    }
    let turns = first.node.results.first.flatMap { traces[$0]?.count } ?? 1
    var isBackward = false
    if case .scan(let loop) = scan.operation {
      isBackward = (loop.inputs.first ?? loop.outputs.first) == .backward
    }
    return first.value(at: isBackward ? turns - 1 - first.turn : first.turn)
  }
}
