import RecurGraph
import RecurLowering
import RecurTestSupport
import Testing

/// A model with random weights and inputs, and what its training makes of them.
struct TrainingTrial {
  private let values: [String: Tensor]
  private let outputs: [String: Tensor]
  private let totals: [String: Tensor]

  /// Evaluates the only model in `text` over inputs of `steps` steps, of which `given` are as they are.
  init(_ text: String, steps: Int, given: [String: Tensor] = [:]) throws {
    let model = try Spec.model(text)
    let graph = lower(model)
    let training = try #require(lowerTraining(model)?.graph)
    #expect(training.name == graph.name)
    #expect(training.weights == graph.weights)
    #expect(training.outputs.prefix(2).map(\.name) == ["loss", "weight"])
    var random = SplitMix(seed: 3)
    let weights = random.weights(of: graph)
    values = random.inputs(of: training, steps: steps).merging(given) { $1 }
    let inputs = values.filter { name, _ in graph.inputs.contains { $0.name == name } }
    outputs = try Interpreter(graph, weights: weights).evaluate(inputs)
    totals = try Interpreter(training, weights: weights).evaluate(values)
  }

  /// The sum of a metric times weights.
  func metric(_ name: String) -> Double? { totals[Graph.metricPrefix + name]?.elements.first }

  /// The numbers of an answer at each time step.
  func answers(_ name: String) -> [[Double]] { Self.steps(outputs[name]!) }

  /// The numbers of an input or a target at each time step.
  func inputs(_ name: String) -> [[Double]] { Self.steps(values[name]!) }

  private static func steps(_ tensor: Tensor) -> [[Double]] {
    let width = tensor.elements.count / tensor.shape[0]
    return (0..<tensor.shape[0]).map { Array(tensor.elements[$0 * width..<($0 + 1) * width]) }
  }

  /// Expects the sums of losses times weights, and of weights.
  func expect(
    loss: Double, weight: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(totals["loss"]?.elements.first, sourceLocation: sourceLocation)
    #expect(
      abs(found - loss) <= 1e-12 * max(1, abs(loss)), "\(found), not \(loss)",
      sourceLocation: sourceLocation)
    let sum = try #require(totals["weight"]?.elements.first, sourceLocation: sourceLocation)
    #expect(abs(sum - weight) <= 1e-12 * weight, sourceLocation: sourceLocation)
  }
}
