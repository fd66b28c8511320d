import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurGraph
import Testing

/// Random specs answer as the reference interpreter does, at once, step by step and in batches.
///
/// Each piece of them is emitted in another way, so that every target of this machine has its turn.
/// `RECUR_RANDOM_SPECS` is how many specs are run instead of 100, `RECUR_RANDOM_FIRST` the first one's seed,
/// and with `RECUR_RANDOM_TARGETS=all` each is emitted for every target. A spec that fails is shrunk, by
/// building up to 60 smaller ones or `RECUR_RANDOM_SHRINKING`, and printed.
@Suite(.serialized) struct RandomSpecTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let first = environment["RECUR_RANDOM_FIRST"].flatMap { Int($0) } ?? 0
  private static let count = environment["RECUR_RANDOM_SPECS"].flatMap { Int($0) } ?? 100

  /// Whether nobody has said how many there are to be.
  static let isOrdinary = environment["RECUR_RANDOM_SPECS"] == nil

  private static let shrinking =
    environment["RECUR_RANDOM_SHRINKING"].flatMap { Int($0) } ?? 60

  /// The specs of one executable; starting the compiler and its imports take 2 s for each.
  private static let pieceSize = 25

  static let pieces = stride(from: first, to: first + count, by: pieceSize).map {
    $0..<min($0 + pieceSize, first + count)
  }

  /// How a piece is emitted: mostly for one input and one thread, which is most of what models are.
  static func settings(_ piece: Range<Int>) -> [Trial.Setting] {
    let number = piece.lowerBound / pieceSize
    let targets = Array(HostTargets.names.reversed())
    let isAll = environment["RECUR_RANDOM_TARGETS"] == "all"
    return (isAll ? targets : [targets[number % targets.count]]).map { target in
      Trial.Setting(
        target: target, batch: [1, 1, 1, 5, 1, 1, 1, 2, 1, 16][number % 10],
        threads: number % 10 == 6 ? 3 : 1)
    }
  }

  @Test(arguments: pieces) func answersAsTheInterpreter(_ piece: Range<Int>) throws {
    for setting in Self.settings(piece) {
      var groups: [Int: (seeds: [Int], trials: [Trial])] = [:]
      for seed in piece {
        let (setting, trial) = try trial(seed, setting)
        groups[setting.batch, default: ([], [])].seeds.append(seed)
        groups[setting.batch]!.trials.append(trial)
      }
      for (batch, group) in groups.sorted(by: { $0.key < $1.key }) {
        var own = setting
        own.batch = batch
        for (index, fault) in Trial.faults(group.trials, own).sorted(by: { $0.key < $1.key }) {
          let seed = group.seeds[index]
          let text = Shrinker(own, seed: seed, budget: Self.shrinking).shrunk(
            group.trials[index].text)
          Issue.record("seed \(seed), \(own): \(fault)\n\(text)")
        }
      }
    }
  }

  /// Among a hundred specs there is all that random ones are to be made of.
  @Test(arguments: [
    "where(", " <= ", " == ", "= DotAttention(", "AdditiveAttention(", "state m: [", "row(",
    "outer(", " generate(", "bidirectional(", "reverse(", " if given", "argmax(", "onehot(",
    "concat(W",
  ])
  func constructIsUsed(_ text: String) {
    #expect(Self.texts.contains { $0.contains(text) })
  }

  private static let texts = (0..<100).map { RandomSpec(seed: $0).text }

  /// The first spec of a seed that single precision can answer, and how it can be emitted. Its graphs are
  /// what their text forms say, and it is what the formatter makes of it.
  private func trial(
    _ seed: Int, _ setting: Trial.Setting
  ) throws -> (Trial.Setting, Trial) {
    for attempt in 0... {
      let text = RandomSpec(seed: seed, attempt: attempt).text
      var setting = setting
      var trial: Trial?
      do { trial = try Trial(text, setting, seed: seed) } catch let failure as CompileFailure {
        // What a model generates cannot be read again in a batch.
        setting.batch = 1
        do { trial = try Trial(text, setting, seed: seed) } catch {
          Issue.record("seed \(seed) is no spec: \(failure)\n\(text)")
        }
      }
      guard let trial else { continue }
      for graph in [trial.model.lowered, trial.model.sequence] {
        let form = graph.description
        #expect(try Graph(parsing: form).description == form, "seed \(seed)")
      }
      // What cannot be parsed is no spec, which the trial has shown it to be.
      let printed = PrintedSpec(text)!
      #expect(printed.fault == nil, "seed \(seed)")
      let graphs = printed.graphs()
      #expect(graphs.written != nil && graphs.written == graphs.printed, "seed \(seed)")
      return (setting, trial)
    }
    fatalError("attempts never end")
  }
}
