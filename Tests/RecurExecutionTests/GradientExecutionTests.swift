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
  /// How many examples there are of how many time steps, and whether they differ in length.
  private static let rounds: [(rows: Int, steps: Int, isUneven: Bool)] = [
    (1, 1, false), (5, 7, false), (4, 9, true), (5, 18, true),
  ]

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

  @Test(arguments: [HostTargets.names.last!]) func gradientsFromPieces(_ target: String) throws {
    try test(["EachRecomputing"], on: target) { $0.name == "Short" ? Int(Int32.max) : 4 }
  }

  /// Sums over more rows than are done together.
  @Test(arguments: HostTargets.names) func gradientsOfWideMatrices(_ target: String) throws {
    try test(["EachShape"], on: target, rounds: [(5, 70, false), (4, 90, true)])
  }

  private func test(
    _ folders: [String], on target: String,
    rounds: [(rows: Int, steps: Int, isUneven: Bool)] = Self.rounds,
    recompute: (CompiledModel) -> Int? = { _ in nil }
  ) throws {
    let options = EmissionOptions(target: try #require(TargetDescription.named(target)))
    let files = try folders.flatMap {
      try FileManager.default.contentsOfDirectory(
        at: ExecutionTests.folder.appending(path: $0), includingPropertiesForKeys: nil)
    }.filter { $0.pathExtension == "recur" }.sorted { $0.path < $1.path }
    let models = try files.flatMap { file in
      try compile(specAt: file.path(percentEncoded: false)).models.filter(Self.isDifferentiable)
    }
    try #require(!models.isEmpty)
    // Optimised they take twice as long to compile; `TrainingTests` has such.
    let built = try BuiltTrainers(
      models, options, rows: 5, flags: ["-Onone"], recompute: recompute)
    for model in models {
      for (index, round) in rounds.enumerated() {
        let example = try GradientExample(of: model, seed: UInt64(index) + 31, rows: round.rows) {
          row, name in
          round.isUneven ? 1 + (5 * row + 3 * name.utf8.count) % round.steps : round.steps
        }
        let faults = try example.faults(in: built, threads: 2 - index % 2)
        #expect(faults == [], "round \(index)")
      }
    }
  }

  /// Nothing is left out above but models without a weight.
  @Test func everyModelWithAWeightHasAGradient() throws {
    let folders = [
      "EachPrecision", "EachBatch", "EachCell", "EachTraining", "EachRecomputing", "EachShape",
    ]
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
}
