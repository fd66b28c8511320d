import RecurCompiler
import RecurGraph
import RecurPasses
import RecurTestSupport

/// Examples for a model to learn from, and the reference interpreter's gradient of them all.
public struct GradientExample {
  private let model: CompiledModel
  private let weights: [String: Tensor]
  private let examples: [[String: Tensor]]
  private let gradient: Graph
  /// The sums over the examples of loss, weight and gradients, and of the first two without anything left out.
  private let expected, alone: [String: [Double]]

  /// The bound on the difference of a gradient's elements, over the greatest of them, or over a tenth of the
  /// greatest of all gradients of the model: single precision rounds each of some hundred sums and products
  /// to 6e-8 of its size, and where terms cancel each other (in a gradient that is 0, as that by the queries
  /// of attention to one step) their roundings are left.
  public static let tolerance = 1e-4

  /// Takes random weights and examples.
  ///
  /// - Parameter steps: the time steps of a length in a row.
  public init(
    of model: CompiledModel, seed: UInt64, rows: Int, steps: (_ row: Int, _ name: String) -> Int
  ) throws {
    self.model = model
    var random = SplitMix(seed: seed)
    let graph = model.trained
    let weights = random.weights(of: graph)
    let examples = (0..<rows).map { row in random.inputs(of: graph) { steps(row, $0) } }
    self.weights = weights
    self.examples = examples
    gradient = try model.gradient
    expected = try Self.sums(of: gradient, weights, model.withMasks(examples))
    alone = try Self.sums(of: graph, weights, examples)
  }

  /// Whether single precision can give the gradients within the bound: they change by less than half of it where
  /// every weight, every input and every number on the way changes by 4 roundings.
  public func isTame() throws -> Bool {
    guard expected.values.joined().allSatisfy({ abs($0) < 1e4 }) else { return false }
    var random = SplitMix(seed: 1)
    for graph in [gradient, gradient.shaken(seed: 2)] {
      let changed = model.withMasks(examples).map { example in
        random.shaken(example, but: graph.tokenInputs)
      }
      let others = try Self.sums(of: graph, random.shaken(weights), changed)
      guard differences(others, allowing: 0.5).isEmpty else { return false }
    }
    return true
  }

  /// What is wrong with what emitted code computes.
  public func faults(in built: BuiltTrainers, threads: Int = 1) throws -> [String] {
    let found = try built.gradients(
      model.trained, weights: weights, examples: examples, threads: threads)
    var faults: [String] = []
    for (what, sums, loss, weight) in [
      ("with gradients", expected, found.loss, found.weight),
      ("alone", alone, found.lossAlone, found.weightAlone),
    ] {
      let (rightLoss, rightWeight) = (sums["loss"]![0], sums["weight"]![0])
      if !(abs(loss - rightLoss) <= Self.tolerance * max(abs(rightLoss), 1e-3)) {
        faults.append("\(model.name): the loss \(what) is \(loss), not \(rightLoss)")
      }
      if !(abs(weight - rightWeight) <= 1e-6 * rightWeight) {
        faults.append("\(model.name): the weight \(what) is \(weight), not \(rightWeight)")
      }
    }
    for (name, means) in found.metrics {
      for (mean, sums) in zip(means, [expected, alone]) {
        let right = sums[Graph.metricPrefix + name]![0] / sums["weight"]![0]
        if !(abs(mean - right) <= Self.tolerance * max(abs(right), 1e-3)) {
          faults.append("\(model.name): the metric \(name) is \(mean), not \(right)")
        }
      }
    }
    let gradients = found.gradients.reduce(into: [:]) { $0["gradient.\($1.key)"] = $1.value }
    return faults + differences(gradients, allowing: 1)
  }

  /// The gradients that are too far from the right ones, or that there should not be.
  private func differences(
    _ found: [String: [Double]], allowing share: Double
  ) -> [String] {
    let right = expected.filter { $0.key.hasPrefix("gradient.") }
    let greatest = right.values.joined().map(abs).max() ?? 0
    return right.sorted { $0.key < $1.key }.compactMap { name, numbers in
      guard let others = found[name], others.count == numbers.count else {
        return "\(model.name): there is no \(name) of its shape"
      }
      let size = max(numbers.map(abs).max() ?? 0, greatest / 10)
      let difference = zip(numbers, others).map { abs($0 - $1) }.max() ?? 0
      return difference <= share * Self.tolerance * size
        ? nil : "\(model.name): \(name) is off by \(difference) of \(size)"
    }
  }

  /// The sums over all examples of what a graph answers.
  private static func sums(
    of graph: Graph, _ weights: [String: Tensor], _ examples: [[String: Tensor]]
  ) throws -> [String: [Double]] {
    let interpreter = try Interpreter(graph, weights: weights)
    var sums: [String: [Double]] = [:]
    for example in examples {
      for (name, tensor) in try interpreter.evaluate(example) {
        let known = sums[name] ?? [Double](repeating: 0, count: tensor.elements.count)
        sums[name] = zip(known, tensor.elements).map(+)
      }
    }
    return sums
  }
}

extension CompiledModel {
  /// The graph of what it learns by.
  fileprivate var gradient: Graph {
    get throws {
      let learning = training?.dropouts?.graph ?? trained
      return try learning.differentiated(learning.body.results[0])
    }
  }

  /// Examples with what their elements are multiplied with in a trainer's first step.
  fileprivate func withMasks(_ examples: [[String: Tensor]]) -> [[String: Tensor]] {
    examples.enumerated().map { row, example in
      example.merging(masks(of: example, row: row)) { own, _ in own }
    }
  }
}
