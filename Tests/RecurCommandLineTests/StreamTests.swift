import Foundation
import RecurTestSupport
import RecurWeights
import Testing

@testable import RecurCommandLine

/// What becomes of the process where nobody takes what it prints.
@Suite("Standard output") struct StreamTests {
  static let commands = [
    ["--help"], ["--version"], ["help", "build"], ["inspect", "tiny.recur", "--graph"],
    ["generate", "tiny.recur", "--dump-after", "lower"],
    ["bench", "--compile", "tiny.recur", "-t", "portable"],
  ]

  #if os(Linux)
    @Test(arguments: commands) func thatIsFullIsAFault(_ words: [String]) throws {
      let outcome = try inShell("\"$0\" \"$@\" > /dev/full", words)
      #expect(outcome.status == 1)
      #expect(
        outcome.output == "error: cannot write standard output: No space left on device\n")
    }
  #endif

  @Test(arguments: commands) func thatIsClosedIsAFault(_ words: [String]) throws {
    let outcome = try inShell("\"$0\" \"$@\" >&-", words)
    #expect(outcome.status == 1)
    #expect(outcome.output == "error: cannot write standard output: Bad file descriptor\n")
  }

  /// The reader has ended before the first byte is written.
  @Test(arguments: commands) func thatNobodyReadsIsASilentEnd(_ words: [String]) throws {
    let outcome = try inShell(
      """
      { read -r _ < gone; "$0" "$@"; echo $? > code; } | { exec <&-; echo > gone; }
      cat code
      """, words)
    #expect(outcome.output == "\(128 + SIGPIPE)\n")
  }

  private func inShell(_ script: String, _ words: [String]) throws -> Outcome {
    let model = try TinyModel()
    let folder = try Outcome(of: "mkfifo", ["gone"], in: model.folder)
    #expect(folder.isSuccess)
    return try Outcome(of: "bash", ["-c", script, RecurProgram.path()] + words, in: model.folder)
  }

  @Test func whatCannotBeWrittenEndsTheCommand() {
    let captured = Captured()
    let console = Console(
      isColored: false, isTerminal: false,
      output: { (_) throws(RecurFault) in throw RecurFault("no room") },
      errors: { captured.add($0, to: \.errors) })
    #expect(CommandLineTool.run(["--version"], console: console) == 1)
    #expect(captured.texts.1 == "error: no room\n")
  }
}
