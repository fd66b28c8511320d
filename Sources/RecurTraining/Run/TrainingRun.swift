import Foundation
import RecurLanguage
import RecurWeights

/// A training from its start or a checkpoint to its end.
public final class TrainingRun {
  /// The names of the files in the run's folder.
  public enum Files {
    /// The weights of the best epoch.
    public static let weights = "weights.safetensors"
    /// Where the training stands.
    public static let checkpoint = "checkpoint.safetensors"
    /// What came of each epoch.
    public static let metrics = "metrics.csv"
    /// The same to look at.
    public static let curves = "curves.svg"
    /// The weights before a step that could not be taken.
    public static let broken = "broken.safetensors"
  }

  /// What a training tells while it goes on.
  public enum Event: Sendable {
    /// A step has been taken, of so many time steps.
    case step(timeSteps: Int)
    /// An epoch has ended; whether it is the best so far.
    case epoch(EpochRecord, isBest: Bool)
    /// A checkpoint has been written.
    case checkpoint
  }

  /// Where the training stands.
  public private(set) var progress: TrainingProgress
  /// How it is trained.
  public let settings: TrainingSettings
  /// Which examples each step sees.
  public let plan: BatchPlan

  private let name: String
  private let schedule: RateSchedule
  private let worker: any TrainingWorker
  private let folder: URL
  private let interval: Double
  private var lastCheckpoint = ContinuousClock.now
  private var observe: (Event, TrainingRun) -> Void

  /// Creates a run.
  ///
  /// - Parameters:
  ///   - name: what is trained.
  ///   - progress: where it begins; `worker` stands there, too.
  ///   - interval: the seconds between checkpoints within an epoch. There is one after each epoch.
  ///   - observe: is told what happens.
  public init(
    of name: String, _ settings: TrainingSettings, _ plan: BatchPlan, worker: any TrainingWorker,
    in folder: URL,
    from progress: TrainingProgress, interval: Double,
    observe: @escaping (Event, TrainingRun) -> Void
  ) {
    self.name = name
    self.settings = settings
    self.plan = plan
    self.worker = worker
    self.folder = folder
    self.progress = progress
    self.interval = interval
    self.observe = observe
    schedule = RateSchedule(settings, stepsPerEpoch: plan.count)
  }

  /// The share of all steps that have been taken.
  public var share: Double {
    Double(progress.epochs.count * plan.count + progress.current.steps)
      / Double(max(settings.epochs * plan.count, 1))
  }

  /// Whether there is nothing left to do.
  public var isFinished: Bool { progress.isFinished(under: settings) }

  /// Trains to the end.
  ///
  /// - Throws: `BrokenTraining`, and what cannot be written; the last checkpoint is then as it was.
  public func finish() throws {
    while !isFinished { try trainEpoch() }
  }

  private func trainEpoch() throws {
    let clock = ContinuousClock()
    var start = clock.now
    let epoch = progress.epochs.count
    let batches = plan.batches(epoch: epoch)
    let forcing = settings.forcing(epoch: epoch)
    let judgements = progress.epochs.map { $0.judgement(under: settings) }
    func rate(_ position: Int) -> Float {
      schedule.rate(step: epoch * plan.count + position, epoch: epoch, judgements: judgements)
    }
    var begun = progress.current.steps
    var isSaving = false
    while progress.current.steps < batches.count {
      while begun < batches.count, begun - progress.current.steps < TrainingWork.ahead, !isSaving {
        try worker.begin(
          .step(rate: rate(begun), forcing: forcing, examples: batches[begun]))
        begun += 1
      }
      do {
        progress.current.add(try worker.outcome())
      } catch let fault as BrokenStep {
        for _ in progress.current.steps + 1..<begun { _ = try? worker.outcome() }
        try worker.writeWeights(to: Files.broken)
        throw BrokenTraining(
          epoch: epoch, step: progress.current.steps, examples: batches[progress.current.steps],
          message: fault.message)
      }
      let now = clock.now
      progress.current.seconds += (now - start) / .seconds(1)
      start = now
      observe(.step(timeSteps: plan.timeSteps(of: batches[progress.current.steps - 1])), self)
      if (now - lastCheckpoint) / .seconds(1) >= interval { isSaving = true }
      if isSaving, begun == progress.current.steps, begun < batches.count {
        try checkpoint()
        isSaving = false
      }
    }
    let validation = try worker.judge(plan.judgements)
    let sums = progress.current
    let record = EpochRecord(
      steps: (epoch + 1) * plan.count, loss: sums.meanLoss, validation: validation?.meanLoss,
      norm: sums.meanNorm, rate: rate(batches.count - 1),
      seconds: sums.seconds + (clock.now - start) / .seconds(1),
      metrics: zip(settings.metrics, sums.meanMetrics).enumerated().map { index, metric in
        EpochRecord.Metric(
          name: metric.0.name, training: metric.1, validation: validation?.meanMetrics[index])
      })
    progress.epochs.append(record)
    progress.current = EpochSums()
    // What is written twice after an interruption is the same both times: the checkpoint comes last.
    let isBest = progress.best(under: settings) == epoch
    if isBest { try worker.writeWeights(to: Files.weights) }
    try writeRecords()
    try checkpoint()
    observe(.epoch(record, isBest: isBest), self)
  }

  private func checkpoint() throws {
    try worker.writeCheckpoint(to: Files.checkpoint, note: try progress.note())
    lastCheckpoint = .now
    observe(.checkpoint, self)
  }

  /// Writes what came of each epoch, as a table and as a picture.
  private func writeRecords() throws {
    for (name, text) in [
      (Files.metrics, MetricsTable(progress.epochs).text),
      (Files.curves, Chart(of: progress.epochs, title: name).svg),
    ] {
      try AtomicFile.write(
        [Array(text.utf8)], to: folder.appending(path: name).path(percentEncoded: false))
    }
  }
}

/// A training that cannot go on, since a loss or gradient is no finite number.
public struct BrokenTraining: Error {
  /// The epoch and its step, both from 0.
  public let epoch, step: Int
  /// What the step should have learned from.
  public let examples: [Int]
  /// What is not finite.
  public let message: String
}
