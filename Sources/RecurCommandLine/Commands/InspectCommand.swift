import RecurCompiler
import RecurEmit
import RecurGraph
import RecurWeights

extension Command {
  static let inspect = Command(
    name: "inspect", overview: "Show what a model computes, holds and costs.",
    arguments: [.spec],
    options: [.model] + Option.emission(target: "the best that this machine runs") + [.graph],
    run: { invocation, console in
      let options = try invocation.emission(standard: TargetDescription.host(for:))
      let path = invocation.first(.spec) ?? ""
      var stages: [(CompileStage, GraphCost)] = []
      let spec = try Specs.compile(path, console, precision: options.precision) { stage, graph in
        stages.append((stage, GraphCost(of: graph)))
      }
      let names = spec.models.map(\.name)
      let models =
        invocation.has(.model) || names.count < 2
        ? [try Specs.model(invocation[.model], in: spec, path)] : spec.models
      for (index, model) in models.enumerated() {
        if index > 0 { console.print() }
        let report = InspectReport(
          model: model, stages: stages.filter { $0.0.model == model.name }, options: options)
        for line in report.lines { console.print(line) }
        if invocation.has(.graph) {
          for graph in report.graphs { console.print("\n" + graph) }
        }
      }
    })
}

extension Option {
  fileprivate static let graph = Option(
    name: "graph", help: "Print the graphs too: as the spec says it, and after all passes.")
}
