import Foundation
import RecurBinary
import RecurTraining
import RecurWeights

/// A running program that `ExecutableBuilder.buildTraining` has made: it does what it is told to.
final class TrainingProgram: TrainingWorker {
  private let program: LineProgram

  /// Starts a program in a folder, where the files are that it writes, and waits until it is ready.
  ///
  /// - Parameters:
  ///   - data: the examples, a file of `Examples.file`.
  ///   - weights: the first weights.
  init(_ path: String, data: String, weights: String, threads: Int, in folder: URL) throws {
    program = try LineProgram(
      path, ["--input", data, "--weights", weights, "--threads", "\(threads)"], in: folder,
      called: "the program that trains")
    _ = try program.line()
  }

  /// Ends it.
  func end() { program.end() }

  func begin(_ work: TrainingWork) throws {
    switch work {
    case .step(let rate, let forcing, let examples):
      try program.write(
        "step \(rate) \(forcing) \(examples.map(String.init).joined(separator: " "))")
    case .judge(let examples):
      try program.write("judge \(examples.map(String.init).joined(separator: " "))")
    }
  }

  func outcome() throws -> TrainingOutcome {
    let line = try program.line()
    if let fault = Self.fault(line) { throw BrokenStep(fault) }
    let numbers = line.split(separator: " ").compactMap { Double($0) }
    guard numbers.count >= 3 else {
      throw InternalFault(message: "the program that trains answered '\(line)'")
    }
    return TrainingOutcome(
      loss: numbers[0], weight: numbers[1], norm: numbers[2], metrics: Array(numbers[3...]))
  }

  func writeWeights(to name: String) throws { try ask("weights \(name)") }

  func writeCheckpoint(to name: String, note: String) throws {
    try ask("checkpoint \(name) \(note)")
  }

  func restore(from name: String) throws { try ask("restore \(name)") }

  /// Asks for something whose answer is that it is done.
  private func ask(_ request: String) throws {
    try program.write(request)
    let line = try program.line()
    if let fault = Self.fault(line) { throw RecurFault(fault) }
    guard line == "ready" else {
      throw InternalFault(message: "the program that trains answered '\(line)'")
    }
  }

  private static func fault(_ line: String) -> String? {
    line.hasPrefix("fault ") ? String(line.dropFirst(6)) : nil
  }
}
