import Foundation

/// Where a command writes: answers to one stream, faults and progress to another.
struct Console: Sendable {
  /// Whether faults may be coloured.
  var isColored: Bool
  /// Whether faults go to a terminal, where a progress line can be rewritten.
  var isTerminal: Bool
  /// Takes answers.
  var output: @Sendable (String) -> Void
  /// Takes faults and progress.
  var errors: @Sendable (String) -> Void

  /// The process's own streams; colours only on a terminal and without `NO_COLOR`.
  static var standard: Console {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDERR_FILENO) != 0 && environment["TERM"] != "dumb"
    return Console(
      isColored: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty, isTerminal: isTerminal,
      output: { try? FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) },
      errors: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) })
  }

  /// Writes a line of an answer.
  func print(_ line: String = "") { output(line + "\n") }

  /// Writes a fault.
  func error(_ message: String, label: String = "error") {
    errors(isColored ? "\u{1b}[1;31m\(label):\u{1b}[0m \(message)\n" : "\(label): \(message)\n")
  }
}
