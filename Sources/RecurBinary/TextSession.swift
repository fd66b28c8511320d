#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Answers texts, a line or more for each.
struct TextSession {
  private let encoder: TokenEncoder
  private let printer: AnswerPrinter
  private let console: BinaryConsole
  private let model: TensorAnswerer.Model

  /// Creates a session with a loaded model.
  init(
    _ encoder: TokenEncoder, _ signature: ModelSignature, _ console: BinaryConsole,
    _ model: @escaping TensorAnswerer.Model
  ) {
    self.encoder = encoder
    self.printer = AnswerPrinter(signature.outputs)
    self.console = console
    self.model = model
  }

  /// Answers each text; stops at the first fault, naming the text.
  func answer(_ texts: [String]) throws {
    for text in texts {
      let lines: String
      do { lines = try answer(text) } catch let fault as RecurFault {
        throw fault.about("'\(text.count > 40 ? text.prefix(40) + "..." : text[...])'")
      }
      try console.write(lines)
    }
  }

  /// Answers each line of standard input.
  ///
  /// Answers are written before the session waits for more input, so that whoever writes a line gets its
  /// answer. A fault ends the session, except on a terminal, where the next line may be better.
  func answerLines() throws {
    var reader = BinaryLineReader(console.read)
    var pending = ""
    while true {
      if !reader.holdsLine || pending.utf8.count > 1 << 16 {
        try console.write(pending)
        pending = ""
      }
      let line: String
      do throws(RecurFault) {
        guard let next = try reader.next() else { return try console.write(pending) }
        line = next
      } catch {
        try console.write(pending)
        throw error
      }
      do {
        pending += try answer(line)
      } catch let fault as RecurFault {
        try console.write(pending)
        pending = ""
        let located = fault.about("line \(reader.number)")
        guard console.isInteractive else { throw located }
        console.writeError("error: \(located.message)\n")
      }
    }
  }

  private func answer(_ text: String) throws -> String {
    let inputs = try encoder.inputs(text)
    return try printer.lines(try model(inputs)).map { $0 + "\n" }.joined()
  }
}
