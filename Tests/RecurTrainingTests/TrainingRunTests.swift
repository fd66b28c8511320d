import Foundation
import RecurLanguage
import RecurWeights
import Testing

@testable import RecurTraining

@Suite struct TrainingRunTests {
  /// Somebody who ends the process.
  private struct Killed: Error {}

  /// A model of one number, whose steps and files are like those of a program that trains.
  private final class Worker: TrainingWorker {
    private let folder: URL
    private var begun: [TrainingWork] = []
    private var isBroken = false
    var number: UInt64 = 1
    /// After how much work it ends, and which step cannot be taken.
    var life = Int.max
    var brokenExample: Int?

    init(_ folder: URL) { self.folder = folder }

    func begin(_ work: TrainingWork) { begun.append(work) }

    func outcome() throws -> TrainingOutcome {
      life -= 1
      if life < 0 { throw Killed() }
      switch begun.removeFirst() {
      case .judge(let examples):
        return outcome(loss, of: examples)
      case .step(let rate, let forcing, let examples):
        if isBroken || brokenExample.map(examples.contains) == true {
          isBroken = true
          throw BrokenStep("the loss is nan")
        }
        #expect(forcing == 1)
        let before = loss
        for example in examples {
          number = (number ^ UInt64(example)) &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(rate.bitPattern)
        }
        var outcome = outcome(before, of: examples)
        outcome.norm = loss
        return outcome
      }
    }

    private func outcome(_ mean: Double, of examples: [Int]) -> TrainingOutcome {
      let count = Double(examples.count)
      return TrainingOutcome(
        loss: mean * count, weight: count, metrics: [3 * mean * count, count])
    }

    private var loss: Double { Double(number >> 40) * 0x1p-24 }

    func writeWeights(to name: String) throws { try write("\(number)", to: name) }

    func writeCheckpoint(to name: String, note: String) throws {
      life -= 1
      if life < 0 { throw Killed() }
      try write("\(number)\n\(note)", to: name)
    }

    func restore(from name: String) throws {
      number = UInt64(try text(name).split(separator: "\n")[0])!
    }

    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private func write(_ text: String, to name: String) throws {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
  }

  /// A folder that goes with it.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "recur-run-\(UUID().uuidString)")
    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private static func settings(_ lines: String) throws -> TrainingSettings {
    let text = """
      model M {
        input x: sequence of [2]
        output y = dense(x, 1)
        train {
          target truth: sequence of [1]
          loss squaredError(y, truth)
          \(lines)
        }
      }
      """
    let program = try #require(check(text, path: "M.recur") { _ in "" }.program)
    return try #require(program.models[0].training).settings
  }

  private static let plan = BatchPlan(
    lengths: (0..<40).map { Int32($0 % 3 + 1) }, share: 0.2, isOrdered: false, size: 3, seed: 5)

  /// Trains in a folder, from the checkpoint there if there is one.
  private static func train(
    _ settings: TrainingSettings, in folder: Folder, life: Int = .max, broken: Int? = nil
  ) throws -> TrainingRun {
    let worker = Worker(folder.url)
    worker.life = life
    worker.brokenExample = broken
    var progress = TrainingProgress(identity: ["model": "M"])
    if let text = try? worker.text(TrainingRun.Files.checkpoint) {
      try worker.restore(from: TrainingRun.Files.checkpoint)
      progress = try TrainingProgress(note: String(text.split(separator: "\n")[1]))
    }
    let run = TrainingRun(
      of: "M", settings, plan, worker: worker, in: folder.url, from: progress, interval: 0
    ) { _, _ in }
    try run.finish()
    return run
  }

  private static func file(_ name: String, _ folder: Folder) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  /// What of a run does not depend on how fast it was.
  private static func result(_ run: TrainingRun, _ folder: Folder) throws -> [String] {
    let rows = try file(TrainingRun.Files.metrics, folder).split(separator: "\n").map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
    }
    return try rows + [
      file(TrainingRun.Files.weights, folder),
      String(file(TrainingRun.Files.checkpoint, folder).split(separator: "\n")[0]),
    ]
  }

  @Test func whatIsKilledGoesOnToTheBit() throws {
    let settings = try Self.settings("epochs 5\nschedule plateau(patience: 1)")
    let folder = try Folder()
    let undisturbed = try Self.result(try Self.train(settings, in: folder), folder)
    #expect(undisturbed.count == 1 + 5 + 2)
    for life in [0, 1, 2, 3, 10, 11, 12, 13, 14, 15, 16, 17, 30, 31, 47, 60, 77] {
      let folder = try Folder()
      var run: TrainingRun?
      for extra in 0... {
        do {
          // What dies young must live longer to come anywhere.
          run = try Self.train(settings, in: folder, life: life + extra)
          break
        } catch is Killed {}
      }
      #expect(try Self.result(try #require(run), folder) == undisturbed, "\(life)")
    }
  }

  @Test func trainingEndsWithoutProgress() throws {
    let settings = try Self.settings("epochs 500\npatience 3")
    let folder = try Folder()
    let run = try Self.train(settings, in: folder)
    let losses = run.progress.epochs.map(\.judged)
    #expect(losses.count < 500)
    #expect(run.progress.best(under: settings) == losses.count - 4)
    #expect(losses.min() == losses[losses.count - 4])
    #expect(run.share < 1)
  }

  @Test(arguments: [("lowest", false), ("highest", true)])
  func weightsAreKeptByAMetric(_ goal: String, _ isGreatest: Bool) throws {
    let settings = try Self.settings(
      "epochs 30\nmetric triple = 3 * squaredError(y, truth) keep \(goal)\nmetric one = 1")
    let folder = try Folder()
    let run = try Self.train(settings, in: folder)
    let losses = run.progress.epochs.map(\.judged)
    let best = try #require(run.progress.best(under: settings))
    #expect(losses[best] == (isGreatest ? losses.max() : losses.min()))
    let record = run.progress.epochs[best]
    #expect(record.metrics.map(\.name) == ["triple", "one"])
    #expect(abs(record.metrics[0].judged - 3 * record.judged) < 1e-12)
    #expect(record.metrics[1].training == 1)
    let read = try MetricsTable.epochs(of: Self.file(TrainingRun.Files.metrics, folder))
    #expect(read == run.progress.epochs)
    #expect(try Self.file(TrainingRun.Files.curves, folder).contains("triple"))
  }

  /// A loss that overflows where examples are judged is not the best, and a checkpoint holds it.
  @Test func whatIsNoNumberIsNotTheBest() throws {
    var progress = TrainingProgress(identity: [:])
    progress.epochs = [Double.nan, 3, .infinity].enumerated().map { index, loss in
      EpochRecord(
        steps: index, loss: 1, validation: loss, norm: 1, rate: 1, seconds: 1,
        metrics: [.init(name: "size", training: 1, validation: loss)])
    }
    for lines in ["", "metric size = 1 keep lowest"] {
      #expect(progress.best(under: try Self.settings(lines)) == 1)
    }
    let read = try TrainingProgress(note: progress.note())
    #expect(read.epochs[1] == progress.epochs[1])
    #expect(read.epochs[0].judged.isNaN && read.epochs[2].judged == .infinity)
  }

  @Test func aBrokenStepIsTold() throws {
    let settings = try Self.settings("epochs 2")
    let folder = try Folder()
    let example = Self.plan.batches(epoch: 0)[4][1]
    let fault = try #require(throws: BrokenTraining.self) {
      try Self.train(settings, in: folder, broken: example)
    }
    #expect(fault.epoch == 0)
    #expect(fault.step == 4)
    #expect(fault.examples == Self.plan.batches(epoch: 0)[4])
    #expect(fault.message == "the loss is nan")
    #expect(try !Self.file(TrainingRun.Files.broken, folder).isEmpty)
  }

  @Test func moreEpochsFollow() throws {
    let folder = try Folder()
    _ = try Self.train(try Self.settings("epochs 2"), in: folder)
    let more = try Self.result(try Self.train(try Self.settings("epochs 4"), in: folder), folder)
    let other = try Folder()
    let all = try Self.result(try Self.train(try Self.settings("epochs 4"), in: other), other)
    #expect(more == all)
  }

  @Test func anotherNoteIsRefused() {
    #expect(throws: RecurFault.self) { try TrainingProgress(note: "{}") }
  }
}
