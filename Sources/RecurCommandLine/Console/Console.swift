import Foundation
import RecurBinary
import RecurWeights

/// Where a command writes: answers to one stream, faults and progress to another.
struct Console: Sendable {
  /// Whether faults may be coloured.
  var isColored: Bool
  /// Whether faults go to a terminal, where a progress line can be rewritten.
  var isTerminal: Bool
  /// Takes answers; throws if they cannot be written.
  var output: @Sendable (String) throws(RecurFault) -> Void
  /// Takes faults and progress.
  var errors: @Sendable (String) -> Void

  /// The process's own streams; colours only on a terminal and without `NO_COLOR`.
  static var standard: Console {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDERR_FILENO) != 0 && environment["TERM"] != "dumb"
    return Console(
      isColored: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty, isTerminal: isTerminal,
      output: { (text) throws(RecurFault) in
        // Who wants to read no more gets the end that other programs have.
        try BinaryConsole.writeOutput(text) { Interruption.end(by: SIGPIPE) }
      },
      errors: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) })
  }

  /// Has nothing else take the place of a standard stream that whoever started the process has closed:
  /// what is written there still fails.
  static func claimDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// Writes a line of an answer.
  func print(_ line: String = "") throws(RecurFault) { try output(line + "\n") }

  /// Writes a fault.
  func error(_ message: String, label: String = "error") {
    errors(isColored ? "\u{1b}[1;31m\(label):\u{1b}[0m \(message)\n" : "\(label): \(message)\n")
  }
}
