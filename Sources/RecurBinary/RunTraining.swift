#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Runs a program that trains a model for whoever writes lines to it, and answers its exit code: 0, 1 for
/// faults, 2 for wrong usage.
///
/// `PROGRAM --input FILE --weights FILE --threads NUMBER` first answers `ready COUNT`, the number of examples,
/// and then each line of standard input:
///
/// | line | answer |
/// | --- | --- |
/// | `step RATE FORCING EXAMPLE ...` | `LOSS WEIGHT NORM METRIC ...`: the sum of losses before the step, how much the examples count, the gradient's norm, and the sums of metrics; of a model with a window after a step for each piece, with the sums of all and the mean of the norms |
/// | `judge EXAMPLE ...` | the same without a step, with 0 for the norm |
/// | `weights FILE` | `ready`, with the weights in that file |
/// | `checkpoint FILE NOTE` | `ready`, with a snapshot and the note in that file |
/// | `restore FILE` | `ready`, when the snapshot in that file has been taken |
/// | `time WORK TIMES` | the seconds that doing something so often with the first examples takes: `gradient`, `step`, `judge`, or `multiply:SIZE`, which only multiplies and adds |
/// | `answer FILE` | `ready`, with the mean loss of the first examples and the norm of its gradient in that `.npy` file |
///
/// Examples are counted from 0. A step that would not be finite answers `fault MESSAGE` and changes nothing,
/// and so does each step behind it; so does a file that cannot be written. Files are replaced at once or not
/// at all.
public func runTraining<Model: TrainableModel & ~Copyable>(
  _ type: Model.Type, arguments: [String], console: BinaryConsole = .standard
) -> Int32 {
  do {
    let session = try TrainingSession<Model>(try TrainingArguments(Array(arguments.dropFirst())))
    try session.serve(console)
    return 0
  } catch let fault as BinaryCommand.UsageFault {
    console.writeError(
      "error: \(fault.message)\nUsage: --input <file> --weights <file> [--threads <number>]\n")
    return 2
  } catch {
    console.writeError("error: \(error)\n")
    return 1
  }
}

/// The names in files of checkpoints.
public enum TrainingCheckpoint {
  /// The tensor that is a snapshot.
  public static let snapshot = "trainer"
  /// The note.
  public static let note = "recur.training"
}

/// What the command line of such a program asks for.
private struct TrainingArguments {
  var input = ""
  var weights = ""
  var threads = 1

  init(_ arguments: [String]) throws(BinaryCommand.UsageFault) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--input": input = rest.popFirst() ?? ""
      case "--weights": weights = rest.popFirst() ?? ""
      case "--threads": threads = try BinaryCommand.threads(rest.popFirst() ?? "")
      default: throw BinaryCommand.UsageFault(message: "unknown argument '\(argument)'")
      }
    }
    for (name, value) in [("input", input), ("weights", weights)] where value.isEmpty {
      throw BinaryCommand.UsageFault(message: "missing option '--\(name) <file>'")
    }
  }
}

/// What comes of the pieces of some examples.
private struct TrainingSums {
  private var loss = 0.0
  private var weight = 0.0
  private var norm = 0.0
  private var metrics: [Double] = []

  /// Adds a piece: the sum of its losses, and the means of its metrics.
  mutating func add(_ loss: Double, _ weight: Float, norm: Double, _ means: [Double]) {
    self.loss += loss
    self.weight += Double(weight)
    self.norm += norm
    if metrics.isEmpty { metrics = means.map { _ in 0 } }
    for (index, mean) in means.enumerated() { metrics[index] += mean * Double(weight) }
  }

  /// The answer to whoever asked.
  func text(pieces: Int) -> String {
    ([loss, weight, norm / Double(pieces)] + metrics).map { "\($0)" }.joined(separator: " ")
  }
}

/// A model and what it learns from.
private final class TrainingSession<Model: TrainableModel & ~Copyable> {
  private let signature: ModelSignature
  private let data: TrainingData
  private var batch = TrainingBatch(values: Model.values.count, lengths: Model.lengthCount)
  private var model: Model
  /// What was wrong with a step, if one could not be taken.
  private var broken: String?

  init(_ arguments: TrainingArguments) throws {
    signature = try ModelSignature(json: Model.signature)
    data = try TrainingData(try SafetensorsFile(path: arguments.input), of: Model.values)
    let weights = try WeightBinding(
      signature.parameters, in: try TensorFile.weights(arguments.weights))
    let capacity = min(data.longest, Model.window ?? .max)
    model = try Model(capacity: capacity, threads: arguments.threads) { path, shape in
      try weights.floats(path, shape)
    }
  }

  /// Does what each line says.
  func serve(_ console: BinaryConsole) throws {
    // A note may tell of many epochs.
    var lines = BinaryLineReader(limit: 1 << 28, console.read)
    try console.write("ready \(data.count)\n")
    while let line = try lines.next() {
      let answer: String
      do { answer = try self.answer(line) } catch { answer = "fault \(error)" }
      try console.write(answer + "\n")
    }
  }

  private func answer(_ line: String) throws -> String {
    let parts = line.split(separator: " ", maxSplits: 1)
    let rest = parts.count == 2 ? parts[1] : ""
    switch parts.first {
    case "step":
      let words = rest.split(separator: " ")
      guard words.count >= 2, let rate = Float(words[0]), let forcing = Float(words[1]),
        0...1 ~= forcing
      else { break }
      if let broken { return broken }
      model.rate = rate
      model.forcing = forcing
      return try step(try examples(words.dropFirst(2)))
    case "judge":
      return try judge(try examples(rest.split(separator: " ")[...]))
    case "weights":
      try SafetensorsWriter.write(weights(), to: String(rest))
      return "ready"
    case "checkpoint":
      let words = rest.split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { break }
      let bytes = model.snapshot()
      try SafetensorsWriter.write(
        [
          TrainingCheckpoint.snapshot: HostTensor(element: .u8, shape: [bytes.count], bytes: bytes)
        ], metadata: [TrainingCheckpoint.note: String(words[1])], to: String(words[0]))
      return "ready"
    case "restore":
      let file = try SafetensorsFile(path: String(rest))
      try model.restore(try file.tensor(TrainingCheckpoint.snapshot).bytes)
      return "ready"
    case "time":
      let words = rest.split(separator: " ")
      guard words.count == 2, let times = Int(words[1]), times > 0,
        let seconds = try time(words[0], times: times)
      else { break }
      return "\(seconds)"
    case "answer":
      try answerFirst(to: String(rest))
      return "ready"
    default: break
    }
    throw RecurFault("a line is not understood: '\(line.prefix(80))'")
  }

  /// Learns from examples, piece by piece.
  private func step(_ examples: [Int]) throws -> String {
    let pieces = data.pieces(of: examples, Model.window)
    var sums = TrainingSums()
    for piece in pieces {
      data.fill(&batch, with: piece)
      do {
        let (loss, weight) = try model.step(batch)
        sums.add(Double(loss) * Double(weight), weight, norm: model.gradientNorm, metrics)
      } catch {
        broken = "fault \(error)"
        throw error
      }
    }
    return sums.text(pieces: pieces.count)
  }

  /// The means of the latest work's metrics.
  private var metrics: [Double] { Model.metrics.map { Double(model.metric($0) ?? 0) } }

  /// Judges examples, piece by piece.
  private func judge(_ examples: [Int]) throws -> String {
    let pieces = data.pieces(of: examples, Model.window)
    var sums = TrainingSums()
    for piece in pieces {
      data.fill(&batch, with: piece)
      let (loss, weight) = try model.judge(batch)
      sums.add(Double(loss), weight, norm: 0, metrics)
    }
    return sums.text(pieces: pieces.count)
  }

  /// The first piece of the first examples.
  private var firstPiece: TrainingData.Piece {
    data.pieces(of: Array(0..<min(data.count, Model.limit)), Model.window)[0]
  }

  /// The examples that words say.
  private func examples(_ words: ArraySlice<Substring>) throws(RecurFault) -> [Int] {
    var examples: [Int] = []
    for word in words {
      guard let example = Int(word), 0..<data.count ~= example else {
        throw RecurFault("there is no example '\(word)'")
      }
      examples.append(example)
    }
    guard 1...Model.limit ~= examples.count else {
      throw RecurFault("a step takes 1 to \(Model.limit) examples, not \(examples.count)")
    }
    return examples
  }

  private func weights() -> [String: HostTensor] {
    var tensors: [String: HostTensor] = [:]
    for parameter in signature.parameters {
      guard let elements = model.weight(parameter.path) else { continue }
      tensors[parameter.path] = HostTensor(elements, shape: parameter.shape)
    }
    return tensors
  }

  /// The seconds that some work takes, or nil if there is no such work.
  private func time(_ work: Substring, times: Int) throws -> Double? {
    data.fill(&batch, with: firstPiece)
    let start = BinaryTimer.now()
    switch work {
    case "gradient": for _ in 0..<times { _ = try model.differentiate(batch) }
    case "step": for _ in 0..<times { _ = try model.step(batch) }
    case "judge": for _ in 0..<times { _ = try model.judge(batch) }
    default:
      let parts = work.split(separator: ":")
      guard parts.count == 2, parts[0] == "multiply", let size = Int(parts[1]),
        1...1 << 40 ~= size
      else { return nil }
      model.multiply(size, times)
    }
    return BinaryTimer.now() - start
  }

  /// Writes the mean loss of the first examples and the norm of its gradient.
  private func answerFirst(to path: String) throws {
    data.fill(&batch, with: firstPiece)
    let kept = model.snapshot()
    let (loss, _) = try model.step(batch)
    let answer = HostTensor([loss, Float(model.gradientNorm)], shape: [2])
    try model.restore(kept)
    try NumpyFile.write(answer, to: path)
  }
}
