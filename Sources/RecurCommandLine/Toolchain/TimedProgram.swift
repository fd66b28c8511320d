import Foundation
import RecurWeights

/// A running program that `recur bench --output` writes: it times what it is told to.
final class TimedProgram {
  private let program: LineProgram

  /// Starts a program and waits until it is ready.
  init(_ path: String, _ arguments: [String], staysOnOneCore: Bool = true) throws {
    program = try LineProgram(
      path, arguments, environment: staysOnOneCore ? [ExecutableSupport.oneCore: "1"] : [:],
      called: "the program that is timed")
    _ = try program.line()
  }

  /// What it can do.
  func workloads() throws -> [String] {
    try ask("workloads").split(separator: " ").map(String.init)
  }

  /// The seconds that doing something a number of times takes.
  func seconds(_ workload: String, times: Int) throws -> Double {
    let answer = try ask("time \(workload) \(times)")
    guard let seconds = Double(answer) else {
      throw InternalFault(message: "the program that is timed answered '\(answer)'")
    }
    return seconds
  }

  /// Ends it.
  func end() { program.end() }

  private func ask(_ request: String) throws -> String {
    try program.write(request)
    return try program.line()
  }
}
