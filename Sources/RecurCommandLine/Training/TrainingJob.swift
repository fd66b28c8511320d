import Foundation
import RecurBinary
import RecurCompiler
import RecurEmit
import RecurTraining
import RecurWeights

/// What a command line asks to be trained: everything is looked at before anything long begins.
struct TrainingJob {
  private let console: Console
  private let specPath: String
  private let model: CompiledModel
  private let training: CompiledTraining
  private let examples: Examples
  private let plan: BatchPlan
  private let weights: [String: HostTensor]
  private let options: EmissionOptions
  private let threads: Int
  private let folder: RunFolder
  private let isResumed: Bool
  private let interval: Double
  private let kept: String?

  /// Reads the spec and the data.
  init(_ invocation: Invocation, _ console: Console) throws {
    self.console = console
    specPath = invocation.first(.spec) ?? ""
    isResumed = invocation.has(.resume)
    kept = invocation[.keep]
    interval = try invocation.number(.checkpoints, standard: 60)
    threads = try invocation.integer(
      .trainingThreads, in: EmissionOptions.threadCounts, standard: 1)
    folder = try RunFolder(try invocation.required(.runFolder), isResumed: isResumed)
    model = try Specs.model(invocation, console, options: invocation.trainingLines)
    guard var training = model.training else {
      throw Self.lacksBlock(model)
    }
    if invocation[.rate] != nil {
      training.settings.optimizer["rate"] = try invocation.number(.rate, standard: 0)
    }
    self.training = training
    options = .host
    let settings = training.settings
    let seed = UInt64(settings.seed)
    let values = training.values(of: model)
    let dataOptions = try invocation.dataOptions(of: values)
    var examples = try console.during("Reading the data") {
      try DataReader.read(invocation.all(.data), values: values, options: dataOptions)
    }
    if let path = invocation[.validationData] {
      let count = examples.count
      let others = try DataReader.read([path], values: values, options: dataOptions)
      examples.append(others)
      plan = BatchPlan(
        lengths: examples.lengths, learningFrom: count, size: settings.batch, seed: seed)
    } else {
      plan = BatchPlan(
        lengths: examples.lengths, share: settings.validation, isOrdered: examples.isOrdered,
        size: settings.batch, seed: seed)
    }
    guard !plan.training.isEmpty else { throw RecurFault("the data hold no example") }
    self.examples = examples
    weights = try Self.weights(invocation[.start], of: model, seed: seed)
  }

  /// The fault that a spec does not say what its model is trained for.
  static func lacksBlock(_ model: CompiledModel) -> RecurFault {
    RecurFault(
      "'\(model.name)' has no 'train' block that says what it is trained for: "
        + "`train { target truth: ...  loss squaredError(y, truth) }`")
  }

  /// The tensors to start from.
  private static func weights(
    _ path: String?, of model: CompiledModel, seed: UInt64
  ) throws -> [String: HostTensor] {
    guard let path else { return RandomWeights.tensors(of: model.lowered, seed: seed) }
    let binding = try WeightBinding(model.signature.parameters, in: try TensorFile.weights(path))
    return try model.signature.parameters.reduce(into: [:]) { tensors, parameter in
      tensors[parameter.path] = HostTensor(
        try binding.floats(parameter.path, parameter.shape), shape: parameter.shape)
    }
  }

  /// Trains to the end.
  func run() throws {
    let identity = identity
    let progress = try folder.progress(of: identity) ?? TrainingProgress(identity: identity)
    let work = try WorkFolder(keeping: kept)
    defer { work.remove() }
    let program = try start(in: work)
    defer { program.end() }
    if folder.hasCheckpoint { try program.restore(from: TrainingRun.Files.checkpoint) }
    let display = TrainingDisplay(training.settings, console)
    let run = TrainingRun(
      of: model.name, training.settings, plan, worker: program, in: folder.url, from: progress,
      interval: interval, observe: display.show)
    display.begin(run, examples: plan)
    do {
      try run.finish()
    } catch let fault as BrokenTraining {
      display.clear()
      throw BrokenValue.explanation(
        of: fault, training, examples, in: folder.url, at: specPath)
    }
    try display.end(run, spec: specPath, folder: folder.path)
  }

  /// Compiles the program that trains and starts it on the data.
  private func start(in work: WorkFolder) throws -> TrainingProgram {
    try ExecutableBuilder(toolchain: try .find(), folder: work, console: console)
      .buildTraining(model, training.emittable, with: options, to: work.path("trainer"))
    try SafetensorsWriter.write(examples.file(), to: work.path("examples.safetensors"))
    try SafetensorsWriter.write(weights, to: work.path("start.safetensors"))
    return try TrainingProgram(
      work.path("trainer"), data: work.path("examples.safetensors"),
      weights: work.path("start.safetensors"), threads: threads, in: folder.url)
  }

  /// What a checkpoint must be of for the run to go on from it.
  private var identity: [String: String] {
    func hash(_ tensors: [String: HostTensor]) -> String {
      var hash = ContentHash()
      for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
        hash.add(name.utf8)
        hash.add(tensor.bytes)
      }
      return hash.text
    }
    var graph = ContentHash()
    graph.add(training.lowered.description.utf8)
    return [
      "model": "\(model.name) \(graph.text)", "data": hash(examples.file()),
      "weights": hash(weights), "threads": "\(threads)", "target": options.target.name,
      "validation": "\(plan.validation.count) examples",
      // More epochs, or more patience, may follow; what came before is then as it was.
      "settings": training.settings.lines
        .filter { !$0.hasPrefix("epochs ") && !$0.hasPrefix("patience ") }
        .joined(separator: ", "),
    ]
  }
}

extension CompiledTraining {
  /// What each example has: the model's inputs, then the targets.
  func values(of model: CompiledModel) -> [ExampleValue] {
    let inputs = model.signature.inputs.map { ($0, false) } + targets.map { ($0, true) }
    return zip(inputs, lowered.inputValues).map { input, value in
      var length: String?
      if case .variable(let name)? = lowered[value].length { length = name }
      return ExampleValue(input.0, isTarget: input.1, length: length)
    }
  }
}
