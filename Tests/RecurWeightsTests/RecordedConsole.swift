import RecurBinary
import RecurWeights

/// A console that keeps what is written and gives a fixed text to read, a few bytes at a time.
final class RecordedConsole {
  var output = ""
  var errors = ""
  /// What was written and read, in order: each write, and `<` for each read.
  var events: [String] = []
  private var input: ArraySlice<UInt8>
  private let chunk: Int
  private let isInteractive: Bool

  init(input: [UInt8] = [], chunk: Int = 7, isInteractive: Bool = false) {
    self.input = input[...]
    self.chunk = chunk
    self.isInteractive = isInteractive
  }

  convenience init(_ text: String, isInteractive: Bool = false) {
    self.init(input: Array(text.utf8), isInteractive: isInteractive)
  }

  var console: BinaryConsole {
    BinaryConsole(
      write: { [self] (text) throws(RecurFault) in
        output += text
        if !text.isEmpty { events.append(text) }
      },
      writeError: { [self] text in errors += text },
      read: { [self] () throws(RecurFault) in
        events.append("<")
        defer { input = input.dropFirst(chunk) }
        return Array(input.prefix(chunk))
      }, isInteractive: isInteractive)
  }
}
