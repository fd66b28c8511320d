import Foundation
import RecurWeights

/// A running program that `recur bench --output` writes: it times what it is told to.
final class TimedProgram {
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private let faults = Pipe()
  private var unread: [UInt8] = []

  /// Starts a program and waits until it is ready.
  init(_ path: String, _ arguments: [String], staysOnOneCore: Bool = true) throws {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(staysOnOneCore ? [ExecutableSupport.oneCore: "1"] : [:]) { $1 }
    process.standardInput = requests
    process.standardOutput = answers
    process.standardError = faults
    do { try Interruption.start(process) } catch {
      throw RecurFault("cannot run '\(path)': \(error.localizedDescription)")
    }
    _ = try line()
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
  func end() {
    try? requests.fileHandleForWriting.close()
    Interruption.wait(for: process)
  }

  private func ask(_ request: String) throws -> String {
    try requests.fileHandleForWriting.write(contentsOf: Data("\(request)\n".utf8))
    return try line()
  }

  private func line() throws -> String {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread.removeFirst(end + 1) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else { throw fault() }
      unread += more
    }
  }

  /// What ended the program.
  private func fault() -> InternalFault {
    Interruption.wait(for: process)
    let text = String(decoding: faults.fileHandleForReading.availableData, as: UTF8.self)
    return InternalFault(
      message: "the program that is timed failed (\(process.terminationStatus)):\n\(text)")
  }
}
