import Foundation
import RecurBuildSupport
import RecurEmit
import RecurGraph
import RecurPasses
import RecurTestSupport
import Testing

@testable import RecurCompiler

/// Emitted gradients of random specs are the reference interpreter's, by the specs, targets and variables of
/// `RandomSpecTests`.
///
/// What is learned is that the squares of all answers become small; gradients of every other spec whose sequences
/// can be cut are summed up from pieces. Of the ordinary hundred none has a gradient that takes long to compile.
@Suite(.serialized) struct RandomTrainingTests {
  /// The most nodes of a gradient: the largest take the compiler as long as ten others.
  private static let limit = RandomSpecTests.isOrdinary ? 150 : Int.max

  /// The most examples of a step, which are two vectors of rows and one more.
  private static let rows = 3

  @Test(arguments: RandomSpecTests.pieces) func gradientsAreTheInterpreters(
    _ piece: Range<Int>
  ) throws {
    for setting in RandomSpecTests.settings(piece) {
      var lessons: [(seed: Int, model: CompiledModel, example: GradientExample)] = []
      for seed in piece {
        let (model, example) = try lesson(seed)
        lessons.append((seed, model, example))
      }
      var options = setting.options
      options.batch = 1
      let built = try BuiltTrainers(
        lessons.map(\.model), options, rows: Self.rows, flags: setting.flags
      ) { model in
        lessons.contains { $0.model.name == model.name && Self.isCut($0.model, $0.seed) } ? 2 : nil
      }
      // Of so many, some can be cut.
      #expect(piece.count < 25 || lessons.contains { Self.isCut($0.model, $0.seed) })
      for lesson in lessons {
        let faults = try lesson.example.faults(in: built, threads: setting.threads)
        #expect(faults == [], "seed \(lesson.seed)")
      }
    }
  }

  /// Whether the gradient of a seed's spec is summed up from pieces.
  private static func isCut(_ model: CompiledModel, _ seed: Int) -> Bool {
    seed.isMultiple(of: 2) && model.isCuttable
  }

  /// The first spec of a seed that has a gradient which can be emitted and which single precision can give.
  private func lesson(_ seed: Int) throws -> (CompiledModel, GradientExample) {
    for attempt in 0... {
      let text = RandomSpec(seed: seed, attempt: attempt).text
      let file = FileManager.default.temporaryDirectory.appending(
        path: "recur-random-\(UUID().uuidString)-M\(seed).recur")
      try text.write(to: file, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: file) }
      let model = try compile(specAt: file.path(percentEncoded: false)).models[0]
      // What depends on no input is no answer of a row, of which there is one for each example.
      let known = model.lowered.valuesKnownAtLoad
      let answers = model.lowered.body.results.filter { model.lowered[$0].element == .real }
      guard !answers.isEmpty, known.isDisjoint(with: answers),
        model.lowered.weights.contains(where: { !$0.isFixed }),
        EmissionLimits.faults(inGradientOf: model.trained, path: "").isEmpty
      else { continue }
      var nodes = 0
      try model.trained.differentiated(model.trained.body.results[0]).body.forEachNode { _ in
        nodes += 1
      }
      guard nodes <= Self.limit else { continue }
      let example = try GradientExample(
        of: model, seed: UInt64(seed), rows: Self.rows
      ) { row, name in 1 + (5 * row + 3 * name.utf8.count + seed) % 9 }
      if try example.isTame() { return (model, example) }
    }
    fatalError("attempts never end")
  }
}
