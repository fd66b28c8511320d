import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurPasses
import RecurTestSupport
import Testing

/// Emitted gradients of the models of `Specs` are those of the reference interpreter, summed over the rows of
/// a batch.
@Suite struct GradientExecutionTests {
  /// The bound on the difference of a gradient's elements, over the greatest of them, or over a tenth of the
  /// greatest of all gradients of the model: single precision rounds each of some hundred sums and products
  /// to 6e-8 of its size, and where terms cancel each other (in a gradient that is 0, as that by the queries
  /// of attention to one step) their roundings are left.
  static let tolerance = 1e-4

  /// How many examples there are of how many time steps, and whether they differ in length.
  static let rounds = [(1, 1, false), (5, 7, false), (4, 9, true), (5, 18, true)]

  /// On the least target, `TrainingTests` compares losses with PyTorch's.
  @Test(arguments: [HostTargets.names.last!]) func gradientsOfModels(_ target: String) throws {
    try test(["EachPrecision", "EachBatch"], on: target)
  }

  @Test(arguments: [HostTargets.names.last!]) func gradientsOfCells(_ target: String) throws {
    try test(["EachCell"], on: target)
  }

  @Test(arguments: [HostTargets.names.last!]) func gradientsOfLosses(_ target: String) throws {
    try test(["EachTraining"], on: target)
  }

  private func test(_ folders: [String], on target: String) throws {
    let options = EmissionOptions(target: try #require(TargetDescription.named(target)))
    let files = try folders.flatMap {
      try FileManager.default.contentsOfDirectory(
        at: ExecutionTests.folder.appending(path: $0), includingPropertiesForKeys: nil)
    }.filter { $0.pathExtension == "recur" }.sorted { $0.path < $1.path }
    let models = try files.flatMap { file in
      try compile(specAt: file.path(percentEncoded: false)).models.filter(Self.isDifferentiable)
    }
    try #require(!models.isEmpty)
    let built = try BuiltTrainers(models, options, rows: 5)
    for model in models {
      for (index, round) in Self.rounds.enumerated() {
        try expectGradients(model, index, round, threads: 2 - index % 2, built)
      }
    }
  }

  /// Nothing is left out above but models without a weight.
  @Test func everyModelWithAWeightHasAGradient() throws {
    let folders = ["EachPrecision", "EachBatch", "EachCell", "EachTraining"]
    let files = try folders.flatMap {
      try FileManager.default.contentsOfDirectory(
        at: ExecutionTests.folder.appending(path: $0), includingPropertiesForKeys: nil)
    }
    let models = try files.filter { $0.pathExtension == "recur" }.flatMap {
      try compile(specAt: $0.path(percentEncoded: false)).models
    }
    let others = models.filter { !Self.isDifferentiable($0) && !$0.lowered.weights.isEmpty }
    #expect(others.map(\.name) == [])
  }

  private static func isDifferentiable(_ model: CompiledModel) -> Bool {
    do {
      _ = try model.trained.differentiated(model.trained.body.results[0])
      return !model.lowered.weights.isEmpty
    } catch {
      #expect(model.training == nil, "\(model.name)")
      return false
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

  private func expectGradients(
    _ model: CompiledModel, _ index: Int, _ round: (rows: Int, steps: Int, isUneven: Bool),
    threads: Int, _ built: BuiltTrainers
  ) throws {
    let graph = model.trained
    var random = SplitMix(seed: UInt64(index) + 31)
    let weights = random.weights(of: graph)
    let examples = (0..<round.rows).map { row in
      random.inputs(of: graph) { name in
        round.isUneven ? 1 + (5 * row + 3 * name.utf8.count) % round.steps : round.steps
      }
    }
    let learning = model.training?.dropouts?.graph ?? graph
    let expected = try Self.sums(
      of: learning.differentiated(learning.body.results[0]), weights,
      examples.enumerated().map { row, example in
        example.merging(model.masks(of: example, row: row)) { own, _ in own }
      })
    let alone = try Self.sums(of: graph, weights, examples)
    let found = try built.gradients(graph, weights: weights, examples: examples, threads: threads)
    for (sums, loss, weight) in [
      (expected, found.loss, found.weight), (alone, found.lossAlone, found.weightAlone),
    ] {
      let (rightLoss, rightWeight) = (sums["loss"]![0], sums["weight"]![0])
      #expect(abs(loss - rightLoss) <= Self.tolerance * max(rightLoss, 1e-3), "\(model.name)")
      #expect(abs(weight - rightWeight) <= 1e-6 * rightWeight, "\(model.name)")
    }
    let gradients = expected.filter { $0.key.hasPrefix("gradient.") }
    #expect(
      Set(found.gradients.keys.map { "gradient.\($0)" }) == Set(gradients.keys), "\(model.name)")
    let greatest = gradients.values.joined().map(abs).max() ?? 0
    for (path, gradient) in found.gradients {
      let right = try #require(gradients["gradient.\(path)"])
      let size = max(right.map(abs).max() ?? 0, greatest / 10)
      let difference = zip(gradient, right).map { abs($0 - $1) }.max() ?? 0
      #expect(
        gradient.count == right.count && difference <= Self.tolerance * size,
        "\(model.name).\(path) round \(index): \(difference) of \(size)")
    }
  }
}
