#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Runs a program that times a model for whoever writes lines to it, and answers its exit code: 0, 1 for
/// faults, 2 for wrong usage.
///
/// `PROGRAM --weights FILE --input FILE` first answers `ready` and then each line of standard input:
///
/// | line | answer |
/// | --- | --- |
/// | `time WORKLOAD TIMES` | the seconds that doing it so often takes |
/// | `time WORKLOAD:SIZE TIMES` | the same with a size, as in `read:4096` |
/// | `workloads` | their names |
/// | `answer FILE` | `ready`, with the answers to the input in that file |
/// | `steps FILE` | the same step by step |
///
/// So several programs can take turns.
public func runTimed<Model: TimedModel & ~Copyable>(
  _ type: Model.Type, arguments: [String], console: BinaryConsole = .standard
) -> Int32 {
  do {
    let command = try TimedCommand(Array(arguments.dropFirst()))
    let session = try TimedSession<Model>(command)
    try session.serve(console)
    return 0
  } catch let fault as BinaryCommand.UsageFault {
    console.writeError(
      "error: \(fault.message)\nUsage: --weights <file> --input <file>\n")
    return 2
  } catch {
    console.writeError("error: \(error)\n")
    return 1
  }
}

/// What the command line of such a program asks for.
private struct TimedCommand {
  var weights = ""
  var input = ""

  init(_ arguments: [String]) throws(BinaryCommand.UsageFault) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--weights": weights = rest.popFirst() ?? ""
      case "--input": input = rest.popFirst() ?? ""
      default: throw BinaryCommand.UsageFault(message: "unknown argument '\(argument)'")
      }
    }
    for (name, value) in [("weights", weights), ("input", input)] where value.isEmpty {
      throw BinaryCommand.UsageFault(message: "missing option '--\(name) <file>'")
    }
  }
}

/// A model and what it is given.
private final class TimedSession<Model: TimedModel & ~Copyable> {
  private let signature: ModelSignature
  private let inputs: [String: HostTensor]
  private var model: Model

  init(_ command: TimedCommand) throws {
    signature = try ModelSignature(json: Model.signature)
    let weights = try WeightBinding(
      signature.parameters, in: try TensorFile.weights(command.weights))
    model = try Model(weights)
    inputs = try TensorFile.read(command.input, inputs: signature.inputs)
    let rows = try TensorAnswerer(signature) { _ in [:] }.rows(inputs)
    let groups = AnsweringModel.groups(of: rows, limit: Model.batchLimit)
    try model.prepare(groups.map { group in group.map { rows[$0] } })
  }

  /// Does what each line says.
  func serve(_ console: BinaryConsole) throws {
    var lines = BinaryLineReader(console.read)
    try console.write("ready\n")
    while let line = try lines.next() {
      let words = line.split(separator: " ").map(String.init)
      let fault = RecurFault("line \(lines.number) is not understood: '\(line)'")
      switch (words.first ?? "", words.count) {
      case ("workloads", 1):
        try console.write(Model.workloads.joined(separator: " ") + "\n")
      case ("time", 3):
        guard let seconds = try time(words[1], times: words[2]) else { throw fault }
        try console.write("\(seconds)\n")
      case ("answer", 2):
        try answer(to: words[1], atOnce: Model.batchLimit) { try $0.runBatch($1) }
        try console.write("ready\n")
      case ("steps", 2):
        try answer(to: words[1], atOnce: 1) { model, rows in
          var answers: [[String: HostTensor]] = []
          for row in rows { answers.append(try model.runSteps(row)) }
          return answers
        }
        try console.write("ready\n")
      default: throw fault
      }
    }
  }

  /// The seconds of `WORKLOAD[:SIZE]`, or nil if that makes no sense.
  private func time(_ workload: String, times: String) throws -> Double? {
    let parts = workload.split(separator: ":").map(String.init)
    guard let times = Int(times), times > 0, 1...2 ~= parts.count,
      let size = parts.count == 2 ? Int(parts[1]) : 0, 0...1 << 40 ~= size
    else { return nil }
    let start = BinaryTimer.now()
    try model.perform(parts[0], size: size, times: times)
    return BinaryTimer.now() - start
  }

  private func answer(
    to path: String, atOnce limit: Int,
    _ run: (inout Model, [[String: HostTensor]]) throws -> [[String: HostTensor]]
  ) throws {
    try TensorFile.checkOutput(path, outputs: signature.outputs)
    let answers = try withoutActuallyEscaping(run) { run in
      let model = AnsweringModel(limit: limit, mixesLengths: Model.mixesLengths) {
        try run(&self.model, $0)
      }
      return try TensorAnswerer(signature, model: model).answer(inputs)
    }
    try TensorFile.write(answers, to: path, outputs: signature.outputs)
  }
}
