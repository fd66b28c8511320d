#if canImport(RecurWeights)
  import RecurWeights
#endif

/// The command line of a model: files or texts in, answers out.
///
/// Built executables run it through `runBinary`; `recur run` can give it the interpreter instead.
public struct BinaryDriver {
  private let signature: ModelSignature
  private let target: String?
  private let targets: [String]
  private let takesThreads: Bool
  private let embeddedWeights: ByteSource?
  private let console: BinaryConsole
  private let load: (WeightBinding, _ threads: Int) throws -> AnsweringModel

  /// Creates a command line.
  ///
  /// - Parameters:
  ///   - signature: what the model takes, answers and is made of.
  ///   - target: what the code is compiled for that runs, if it is compiled.
  ///   - targets: what the executable holds code for.
  ///   - takesThreads: threads can share the work.
  ///   - embeddedWeights: a safetensors file to use if the command line names none.
  ///   - console: where text comes from and goes to.
  ///   - load: makes the model from its weights, for a number of threads.
  public init(
    signature: ModelSignature, target: String? = nil, targets: [String] = [],
    takesThreads: Bool = false, embeddedWeights: ByteSource? = nil,
    console: BinaryConsole = .standard,
    load: @escaping (WeightBinding, _ threads: Int) throws -> AnsweringModel
  ) {
    self.signature = signature
    self.target = target
    self.targets = targets
    self.takesThreads = takesThreads
    self.embeddedWeights = embeddedWeights
    self.console = console
    self.load = load
  }

  /// Does what the arguments ask for, the program's name first, and answers the exit code.
  public func run(_ arguments: [String]) -> Int32 {
    let program = arguments.first?.split(separator: "/").last.map(String.init) ?? signature.model
    let help = BinaryHelp(
      program: program, signature: signature, hasWeights: embeddedWeights != nil,
      takesText: TokenEncoder.isFor(signature), targets: targets, takesThreads: takesThreads)
    do {
      let command = try BinaryCommand(Array(arguments.dropFirst()))
      try run(command, help)
      return 0
    } catch let fault as BinaryCommand.UsageFault {
      console.writeError(
        "error: \(fault.message)\n\(help.usage)\nSee '\(program) --help' for more information.\n")
      return 2
    } catch {
      console.writeError("error: \(error)\n")
      return 1
    }
  }

  private func run(_ command: BinaryCommand, _ help: BinaryHelp) throws {
    switch command.action {
    case .help: return try console.write(help.page)
    case .version:
      let details = [RecurRelease.version] + [target].compactMap(\.self)
      return try console.write(
        "\(signature.model) (Recur \(details.joined(separator: ", ")))\n")
    case .describe: return try console.write(signature.json.pretty + "\n")
    default: break
    }

    guard command.threads == 1 || takesThreads else {
      throw BinaryCommand.UsageFault(
        message: "this was built for one thread: with neither '--threads' nor '--batch'")
    }
    let timer = command.isTimed ? BinaryTimer() : nil
    switch command.action {
    case .answerFile(let input, let output):
      let answerer = TensorAnswerer(signature, model: try model(command, timer))
      try answerer.answerFile(input: input, output: output)
    case .answerTexts(let texts):
      try textSession(command, timer).answer(texts)
    case .nothing where help.takesText && console.isInteractive:
      throw BinaryCommand.UsageFault(
        message: "give a text, '-' to read standard input, or '--input <file>'")
    default:
      try textSession(command, timer).answerLines()
    }
    if let timer { console.writeError(timer.summary + "\n") }
  }

  private func textSession(
    _ command: BinaryCommand, _ timer: BinaryTimer?
  ) throws -> TextSession {
    guard let encoder = TokenEncoder(signature) else {
      throw BinaryCommand.UsageFault(
        message: "\(signature.model) takes tensors, not text: "
          + "give '--input <file>' and '--output <file>'")
    }
    return TextSession(encoder, signature, console, try model(command, timer))
  }

  private func model(
    _ command: BinaryCommand, _ timer: BinaryTimer?
  ) throws -> AnsweringModel {
    let archive: any TensorArchive
    if let path = command.weights {
      archive = try TensorFile.weights(path)
    } else if let embeddedWeights {
      archive = try SafetensorsFile(embeddedWeights)
    } else {
      throw BinaryCommand.UsageFault(
        message: "this executable has no weights of its own: give '--weights <file>'")
    }
    let model = try load(try WeightBinding(signature.parameters, in: archive), command.threads)
    guard let timer else { return model }
    return model.timed(by: timer)
  }
}
