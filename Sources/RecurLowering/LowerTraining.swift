import RecurGraph
import RecurLanguage

/// What a model is trained for, as a graph.
public struct LoweredTraining: Hashable, Sendable {
  /// Has the model's name and weights, the targets behind its inputs, and answers of one number each: `loss`,
  /// the sum over time of the loss times its weight, `weight`, the sum of the weights, which is the number of
  /// summands if the spec gives none, and for each metric the sum of it times the weight. A batch sums over its
  /// rows, too. What is to become small is the first divided by the second, of all examples.
  public let graph: Graph
  /// The path of the cell whose state it is, by the value of the state in front of a step of a scan.
  public let stateCells: [Value: String]
}

/// Writes what a checked model is trained for; nil if its spec does not say.
///
/// - Parameter dropouts: of which elements are left out, some of `model.dropouts`. Behind the targets the graph
///   then has an input for each, what the elements are multiplied with.
public func lowerTraining(
  _ model: TypedModel, leavingOut dropouts: [Dropout] = []
) -> LoweredTraining? {
  guard let training = model.training else { return nil }
  var lowering = Lowering(model, targets: training.targets, dropouts: dropouts)
  for statement in model.statements + training.statements { lowering.lower(statement) }
  lowering.lowerTotals(of: training)
  return LoweredTraining(graph: lowering.builder.graph, stateCells: lowering.stateCells)
}

extension Lowering {
  /// Makes the sums of loss, weight and metrics the answers.
  fileprivate mutating func lowerTotals(of training: TypedTraining) {
    let origin = Origin(training.loss.span)
    var loss = self[training.loss.id]
    var weight =
      training.weight.map { self[$0.id] } ?? builder.constant(1, .real(), origin: origin)
    if training.weight != nil {
      loss = builder.append(.elementwise(.multiply), [weight, loss], origin: origin)
    }
    // Each time step of each row counts.
    if builder[weight].length == nil {
      weight = builder.append(.gradient(.spread), [weight, loss], origin: origin)
    }
    let metrics = training.metrics.map { metric in
      builder.append(
        .elementwise(.multiply), [weight, self[metric.id]], origin: Origin(metric.span))
    }
    let names = training.settings.metrics.map { Graph.metricPrefix + $0.name }
    for (name, value) in zip(["loss", "weight"] + names, [loss, weight] + metrics) {
      let total = builder.append(.gradient(.total), [value], label: name, origin: origin)
      builder.output(Output(name: name), total)
    }
  }
}
