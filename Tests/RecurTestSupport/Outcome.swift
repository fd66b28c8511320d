import Foundation

/// What came of a program.
public struct Outcome: Sendable {
  /// The exit code, or the number of the signal that ended it.
  public let status: Int32
  /// Whether it ended by itself and well.
  public let isSuccess: Bool
  /// What it wrote to both of its streams.
  public let output: String

  /// Runs `command`, which is looked for on PATH unless it is a path, without input until it ends.
  ///
  /// - Parameter environment: what its environment is, if not that of this process.
  public init(
    of command: String, _ arguments: [String], in folder: URL? = nil,
    environment: [String: String]? = nil
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: command.contains("/") ? command : "/usr/bin/env")
    process.arguments = (command.contains("/") ? [] : [command]) + arguments
    if let folder { process.currentDirectoryURL = folder }
    if let environment { process.environment = environment }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
    isSuccess = process.terminationReason == .exit && status == 0
  }
}
