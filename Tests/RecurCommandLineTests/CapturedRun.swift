import RecurSources
import Synchronization

@testable import RecurCommandLine

/// What a command line wrote and how it ended, run inside the test process.
struct CapturedRun {
  var code: Int32
  var output: String
  var errors: String

  init(code: Int32, output: String, errors: String) {
    self.code = code
    self.output = output
    self.errors = errors
  }

  /// Runs `recur` with `words`.
  init(_ words: [String]) {
    let captured = Captured()
    let console = Console(
      isColored: false, isTerminal: false, output: { captured.add($0, to: \.output) },
      errors: { captured.add($0, to: \.errors) })
    code = EmbeddedFile.$carried.withValue(EmbeddedFile.all) {
      CommandLineTool.run(words, console: console)
    }
    (output, errors) = captured.texts
  }
}

/// Texts that were written.
final class Captured: Sendable {
  struct Texts {
    var output = ""
    var errors = ""
  }

  private let state = Mutex(Texts())

  func add(_ text: String, to stream: WritableKeyPath<Texts, String>) {
    state.withLock { $0[keyPath: stream] += text }
  }

  var texts: (String, String) { state.withLock { ($0.output, $0.errors) } }
}
