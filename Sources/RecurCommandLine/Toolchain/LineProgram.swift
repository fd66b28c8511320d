import Foundation
import RecurWeights

/// A running program that answers lines with lines.
final class LineProgram {
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private let faults = Pipe()
  private let name: String
  private var unread: [UInt8] = []
  /// What of `unread` has been read already.
  private var position = 0

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - environment: variables beside those of this process.
  ///   - folder: where it runs, if not here.
  ///   - name: what messages call it.
  init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    in folder: URL? = nil, called name: String
  ) throws {
    self.name = name
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = folder }
    process.standardInput = requests
    process.standardOutput = answers
    process.standardError = faults
    do { try Interruption.start(process) } catch {
      throw RecurFault("cannot run '\(path)': \(error.localizedDescription)")
    }
  }

  /// Writes a line.
  func write(_ line: String) throws {
    do {
      try requests.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
    } catch { throw fault() }
  }

  /// The next line.
  func line() throws -> String {
    var searched = position
    while true {
      if let end = unread[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { position = end + 1 }
        return String(decoding: unread[position..<end], as: UTF8.self)
      }
      unread.removeFirst(position)
      position = 0
      searched = unread.count
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else { throw fault() }
      unread += more
    }
  }

  /// Ends it.
  func end() {
    try? requests.fileHandleForWriting.close()
    Interruption.wait(for: process)
  }

  /// What ended the program.
  private func fault() -> any Error {
    Interruption.wait(for: process)
    let text = String(decoding: faults.fileHandleForReading.availableData, as: UTF8.self)
    let prefix = "error: "
    // What it says of itself is the user's fault; what it does not say is one of Recur.
    if process.terminationReason == .exit, process.terminationStatus == 1, text.hasPrefix(prefix) {
      return RecurFault(
        text.dropFirst(prefix.count).trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return InternalFault(message: "\(name) failed (\(process.terminationStatus)):\n\(text)")
  }
}
