#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Answers texts, a line or more for each.
struct TextSession {
  private let encoder: TokenEncoder
  private let printer: AnswerPrinter
  private let console: BinaryConsole
  private let model: AnsweringModel

  /// Creates a session with a loaded model.
  init(
    _ encoder: TokenEncoder, _ signature: ModelSignature, _ console: BinaryConsole,
    _ model: AnsweringModel
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
    var waiting = Waiting()
    while true {
      if !reader.holdsLine { try write(&waiting) }
      let next: String?
      do { next = try reader.next() } catch {
        try write(&waiting)
        throw error
      }
      guard let line = next else { return try write(&waiting) }
      do {
        waiting.inputs.append(try encoder.inputs(line))
        if waiting.inputs.count >= linesAtOnce { try answer(&waiting) }
      } catch let fault as RecurFault {
        try write(&waiting)
        let located = fault.about("line \(reader.number)")
        guard console.isInteractive else { throw located }
        console.writeError("error: \(located.message)\n")
      }
      if waiting.answers.utf8.count > 1 << 16 { try write(&waiting) }
    }
  }

  /// What has been read but not answered, and answered but not written.
  private struct Waiting {
    var inputs: [[String: HostTensor]] = []
    var answers = ""
  }

  /// Enough for a model that answers several at once to find many of one length.
  private var linesAtOnce: Int { model.limit > 1 ? 32 * model.limit : 1 }

  private func answer(_ waiting: inout Waiting) throws {
    let inputs = waiting.inputs
    waiting.inputs = []
    for answer in try model.answer(inputs) { waiting.answers += try lines(answer) }
  }

  private func write(_ waiting: inout Waiting) throws {
    try answer(&waiting)
    try console.write(waiting.answers)
    waiting.answers = ""
  }

  private func answer(_ text: String) throws -> String {
    try lines(try model.answer([try encoder.inputs(text)])[0])
  }

  private func lines(_ answer: [String: HostTensor]) throws -> String {
    try printer.lines(answer).map { $0 + "\n" }.joined()
  }
}
