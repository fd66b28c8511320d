import RecurEmit
import RecurGraph
import RecurPasses

extension EmittableTraining {
  /// Differentiates and optimises the graph of a loss and its weight, for `rows` examples side by side.
  ///
  /// - Parameter graph: has two outputs, numbers without a time axis: the loss, and how much it counts.
  /// - Throws: what has no derivative.
  public init(of graph: Graph, rows: Int) throws(NotDifferentiable) {
    let gradient = try graph.differentiated(graph.body.results[0])
    do {
      self.init(gradient: try Pass.run(Pass.batchPlan(rows: rows), on: gradient), limit: rows)
    } catch {
      preconditionFailure("the plan of batches asks nothing of a graph: \(error.reason)")
    }
  }
}
