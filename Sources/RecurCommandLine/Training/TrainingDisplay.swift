import Foundation
import RecurLanguage
import RecurTraining

/// Tells how a training goes on: a line for each epoch and within it, on a terminal one that changes, elsewhere one
/// each minute.
final class TrainingDisplay {
  private let settings: TrainingSettings
  private let console: Console
  private let clock = ContinuousClock()
  private var start = ContinuousClock.now
  private var shown = ContinuousClock.now
  /// The share of all steps that had been taken when it began.
  private var shareAtStart = 0.0
  private var timeSteps = 0
  private var epochTimeSteps = 0

  /// Creates a display of a training.
  init(_ settings: TrainingSettings, _ console: Console) {
    self.settings = settings
    self.console = console
  }

  /// Tells what begins.
  func begin(_ run: TrainingRun, examples plan: BatchPlan) {
    shareAtStart = run.share
    start = clock.now
    shown = start
    let validation =
      plan.validation.isEmpty ? "" : ", \(Self.grouped(plan.validation.count)) to judge by"
    console.errors(
      "\(Self.grouped(plan.training.count)) examples to learn from\(validation); "
        + "\(Self.grouped(plan.count)) step\(plan.count == 1 ? "" : "s") an epoch\n")
    guard shareAtStart > 0, !run.isFinished else { return }
    console.errors(
      "Going on in epoch \(run.progress.epochs.count + 1), after "
        + "\(Self.grouped(run.progress.current.steps)) of its steps\n")
  }

  /// Tells what happened.
  func show(_ event: TrainingRun.Event, _ run: TrainingRun) {
    switch event {
    case .checkpoint: break
    case .step(let count):
      timeSteps += count
      epochTimeSteps += count
      let now = clock.now
      guard now - shown >= (console.isTerminal ? .milliseconds(200) : .seconds(60)) else { return }
      shown = now
      line(run)
    case .epoch(let record, let isBest):
      clear()
      shown = clock.now
      var parts = ["loss \(Self.short(record.loss))"]
      if let validation = record.validation { parts.append("validation \(Self.short(validation))") }
      parts += record.metrics.map { metric in
        let validation = metric.validation.map { ", validation \(Self.short($0))" } ?? ""
        return "\(metric.name) \(Self.short(metric.training))\(validation)"
      }
      parts.append("gradient \(Self.short(record.norm))")
      parts.append("rate \(Self.short(Double(record.rate)))")
      parts.append(
        "\(Self.grouped(Int(Double(epochTimeSteps) / max(record.seconds, 1e-9)))) steps/s")
      parts.append(Self.duration(record.seconds))
      let number = run.progress.epochs.count
      console.errors(
        "epoch \(number)/\(settings.epochs): \(parts.joined(separator: ", "))\(isBest ? " *" : "")\n"
      )
      epochTimeSteps = 0
    }
  }

  /// Tells what came of it.
  func end(_ progress: TrainingProgress, folder: String) throws {
    guard let best = progress.best(under: settings) else { return }
    let record = progress.epochs[best]
    if progress.epochs.count < settings.epochs {
      console.errors(
        "Ended early: no progress in the last \(progress.epochsWithoutProgress(under: settings)) of "
          + "\(progress.epochs.count) epochs\n")
    }
    let kind = record.validation == nil ? "" : "validation "
    let numbers = [("loss", record.judged)] + record.metrics.map { ($0.name, $0.judged) }
    let text = numbers.map { "\(kind)\($0.0) \(Self.short($0.1))" }.joined(separator: ", ")
    try console.print("\(folder)/\(TrainingRun.Files.weights): epoch \(best + 1), \(text)")
  }

  /// Takes the line that changes away.
  func clear() {
    if console.isTerminal { console.errors("\r\u{1b}[K") }
  }

  private func line(_ run: TrainingRun) {
    let sums = run.progress.current
    let elapsed = (clock.now - start) / .seconds(1)
    let done = run.share - shareAtStart
    let left = done > 0 ? elapsed / done * (1 - run.share) : 0
    let speed = Int(Double(timeSteps) / max(elapsed, 1e-9))
    let metrics = zip(settings.metrics, sums.meanMetrics).map {
      " \($0.name) \(Self.short($1)),"
    }.joined()
    console.errors(
      (console.isTerminal ? "\r\u{1b}[K" : "")
        + "epoch \(run.progress.epochs.count + 1)/\(settings.epochs)"
        + " \(100 * sums.steps / run.plan.count)%: loss \(Self.short(sums.meanLoss)),\(metrics)"
        + " gradient \(Self.short(sums.meanNorm)), \(Self.grouped(speed)) steps/s,"
        + " \(Self.duration(left)) left" + (console.isTerminal ? "" : "\n"))
  }

  /// Four digits that count.
  private static func short(_ number: Double) -> String { String(format: "%.4g", number) }

  /// A whole number with commas between thousands.
  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  /// Seconds as a person says them.
  private static func duration(_ seconds: Double) -> String {
    if seconds < 10 { return String(format: "%.1f s", seconds) }
    let whole = Int(seconds.rounded())
    if whole < 100 { return "\(whole) s" }
    let minutes = whole / 60
    return minutes < 100
      ? String(format: "%d:%02d min", minutes, whole % 60)
      : String(format: "%d:%02d h", minutes / 60, minutes % 60)
  }
}
