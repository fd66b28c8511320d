import RecurEmit
import RecurGraph
import RecurLanguage
import RecurPasses

extension EmittableTraining {
  /// Differentiates and optimises the graph of a loss and its weight, for `rows` examples side by side.
  ///
  /// - Parameters:
  ///   - graph: has two outputs, numbers without a time axis: the loss, and how much it counts.
  ///   - dropouts: the shares of elements that training leaves out, and the graph that does; it has an input more
  ///     for each.
  ///   - method: what makes steps of the gradient.
  /// - Throws: what has no derivative.
  public init(
    of graph: Graph, leavingOut dropouts: (shares: [Double], graph: Graph)? = nil, rows: Int,
    _ method: EmittableMethod = EmittableMethod()
  ) throws(NotDifferentiable) {
    let learning = dropouts?.graph ?? graph
    let gradient = try learning.differentiated(learning.body.results[0])
    let plan = Pass.batchPlan(rows: rows)
    do {
      self.init(
        gradient: try Pass.run(plan, on: gradient), loss: try Pass.run(plan, on: graph),
        limit: rows, dropouts: dropouts?.shares ?? [], method: method)
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
      clips: settings.clips.map { (EmittableMethod.Clip(rawValue: $0.kind.rawValue)!, $0.limit) },
      seed: settings.seed)
  }
}
