import RecurCompiler
import RecurEmit
import RecurGraph
import RecurWeights

extension Command {
  static let inspect = Command(
    name: "inspect", overview: "Show what a model computes, holds and costs.",
    discussion: """
      With '--precision', '--weights' and '--input' it shows the error of that precision instead: both \
      are evaluated by the reference interpreter, and the differences told layer by layer, as the \
      greatest, the root of the mean square (RMS), and that as a share of the values' own RMS.

      With '--gradients' it draws, for each model that has a 'train' block, the Euclidean norm of the \
      gradient of the loss by the states of each use of a cell, after each time step, and tells what the \
      clips of the block leave of the gradient by all weights. The example is that of '--input', which \
      holds the targets, too, or random: numbers from -1 to 1, of targets from 0 to 1. The weights are those \
      of '--weights', or as 'recur init' makes them.
      """,
    arguments: [.spec],
    options: [.model] + Option.planning(target: "the best that this machine runs") + [
      .graph, .weights, .input, .gradients, .timeSteps.standard("200"), .seed.standard("0"),
    ],
    run: { invocation, console in
      let options = try invocation.emission(standard: TargetDescription.host(for:))
      let gradients = try invocation.gradientsOutput()
      let path = invocation.first(.spec) ?? ""
      var stages: [(CompileStage, GraphCost)] = []
      let sizes = try invocation.sizes()
      let spec = try Specs.compile(
        path, console, sizes: sizes, precision: options.precision, batch: options.batch
      ) { stage, graph in
        stages.append((stage, GraphCost(of: graph)))
      }
      try Specs.require(sizes, in: [spec], path)
      if let gradients {
        return try drawGradients(invocation, spec, path, to: gradients, console)
      }
      if let report = try precisionReport(invocation, options.precision, spec, path) {
        for line in report.lines { try console.print(line) }
        return
      }
      let names = spec.models.map(\.name)
      let models =
        invocation.has(.model) || names.count < 2
        ? [try Specs.model(invocation[.model], in: spec, path)] : spec.models
      for (index, model) in models.enumerated() {
        if index > 0 { try console.print() }
        let report = InspectReport(
          model: model, stages: stages.filter { $0.0.model == model.name }, options: options)
        for line in report.lines { try console.print(line) }
        if invocation.has(.graph) {
          for graph in report.graphs { try console.print("\n" + graph) }
        }
      }
    })
}

extension Option {
  fileprivate static let graph = Option(
    name: "graph", help: "Print the graphs too: as the spec says it, and after all passes.")
}

/// The report that weights and inputs ask for.
private func precisionReport(
  _ invocation: Invocation, _ precision: Precision, _ spec: CompiledSpec, _ path: String
) throws -> PrecisionReport? {
  guard invocation.has(.weights) || invocation.has(.input) else { return nil }
  let (weights, input) = (try invocation.required(.weights), try invocation.required(.input))
  guard precision.isReduced else {
    throw invocation.fault("there is no error to show at precision \(precision); choose another")
  }
  let model = try Specs.model(invocation[.model], in: spec, path)
  return try PrecisionReport(model, weights: weights, input: input, at: precision)
}
