import Foundation
import RecurWeights

/// Runs other programs.
enum Subprocess {
  /// What came of a program.
  struct Outcome {
    /// The exit code, or the number of the signal that ended it.
    var status: Int32
    /// What it wrote to both of its streams.
    var output: String
  }

  /// Runs a program in a folder until it ends, without input.
  ///
  /// Its output goes through a file in that folder, since a pipe that nobody empties would stop it.
  static func run(_ program: String, _ arguments: [String], in folder: URL) throws -> Outcome {
    let log = folder.appendingPathComponent("output-\(UUID().uuidString).log")
    guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
      throw RecurFault("cannot write in '\(folder.path)'")
    }
    defer { try? FileManager.default.removeItem(at: log) }
    let handle = try FileHandle(forWritingTo: log)
    defer { try? handle.close() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    do { try Interruption.run(process) } catch {
      throw RecurFault("cannot run '\(program)': \(error.localizedDescription)")
    }
    let output = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    return Outcome(status: process.terminationStatus, output: output)
  }
}
