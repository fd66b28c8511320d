import RecurEmit
import RecurGraph
import RecurLanguage
import RecurPasses

extension EmittableTraining {
  /// Differentiates and optimises the graph of a loss and its weight, for `rows` examples side by side.
  ///
  /// - Parameters:
  ///   - graph: has two outputs, numbers without a time axis: the loss, and how much it counts.
  ///   - method: what makes steps of the gradient.
  /// - Throws: what has no derivative.
  public init(
    of graph: Graph, rows: Int, _ method: EmittableMethod = EmittableMethod()
  ) throws(NotDifferentiable) {
    let gradient = try graph.differentiated(graph.body.results[0])
    do {
      self.init(
        gradient: try Pass.run(Pass.batchPlan(rows: rows), on: gradient), limit: rows,
        method: method)
    } catch {
      preconditionFailure("the plan of batches asks nothing of a graph: \(error.reason)")
    }
  }
}

extension EmittableMethod {
  /// What `settings` say.
  init(_ settings: TrainingSettings) {
    let choice = settings.optimizer
    self.init(
      optimizer: choice.method.name,
      numbers: choice.method.parameters.reduce(into: [:]) { $0[$1.name] = choice[$1.name] },
      clips: settings.clips.map { (EmittableMethod.Clip(rawValue: $0.kind.rawValue)!, $0.limit) })
  }
}
