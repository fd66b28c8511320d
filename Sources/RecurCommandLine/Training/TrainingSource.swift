import Foundation
import RecurBinary
import RecurCompiler
import RecurEmit
import RecurTraining
import RecurWeights

/// A model with what it is trained for, and how a command line has data files read.
struct TrainingSource {
  /// The model.
  let model: CompiledModel
  /// What it is trained for, and how.
  let training: CompiledTraining
  /// How programs are emitted.
  let options = EmissionOptions.host
  private let values: [ExampleValue]
  /// How data files become examples.
  let dataOptions: DataOptions

  /// Reads the spec.
  init(_ invocation: Invocation, _ console: Console) throws {
    model = try Specs.model(invocation, console, options: invocation.trainingLines)
    guard var training = model.training else { throw Self.lacksBlock(model) }
    if invocation[.rate] != nil {
      training.settings.optimizer["rate"] = try invocation.number(.rate, standard: 0)
    }
    self.training = training
    values = training.values(of: model)
    dataOptions = try invocation.dataOptions(of: values)
  }

  /// The fault that a spec does not say what its model is trained for.
  static func lacksBlock(_ model: CompiledModel) -> RecurFault {
    RecurFault(
      "'\(model.name)' has no 'train' block that says what it is trained for: "
        + "`train { target truth: ...  loss squaredError(y, truth) }`")
  }

  /// Reads data files.
  func examples(_ paths: [String]) throws -> Examples {
    try DataReader.read(paths, values: values, options: dataOptions)
  }

  /// Gives weights that are what data have as a whole what some examples have.
  func setStatistics(
    of examples: Examples, _ chosen: [Int], in weights: inout [String: HostTensor]
  ) {
    for weight in model.lowered.weights {
      guard case .fixed(.statistic(let statistic, let name)) = weight.start,
        let value = values.firstIndex(where: { $0.name == name }),
        let shape = weights[weight.path]?.shape
      else { continue }
      let (mean, deviation) = examples.statistics(of: value, in: chosen)
      weights[weight.path] = HostTensor(statistic == .mean ? mean : deviation, shape: shape)
    }
  }

  /// Reads weights, which may be in a framework's layout.
  func weights(_ path: String) throws -> [String: HostTensor] {
    let binding = try WeightBinding(model.signature.parameters, in: try TensorFile.weights(path))
    return try model.signature.parameters.reduce(into: [:]) { tensors, parameter in
      tensors[parameter.path] = HostTensor(
        try binding.floats(parameter.path, parameter.shape), shape: parameter.shape)
    }
  }

  /// Compiles the program that trains and starts it on examples.
  ///
  /// - Parameters:
  ///   - work: takes what is made on the way.
  ///   - folder: where the files are that the program writes.
  func start(
    _ examples: Examples, from weights: [String: HostTensor], threads: Int, in work: WorkFolder,
    writingTo folder: URL, _ console: Console
  ) throws -> TrainingProgram {
    try ExecutableBuilder(toolchain: try .find(), folder: work, console: console)
      .buildTraining(model, training.emittable, with: options, to: work.path("trainer"))
    try SafetensorsWriter.write(examples.file(), to: work.path("examples.safetensors"))
    try SafetensorsWriter.write(weights, to: work.path("start.safetensors"))
    return try TrainingProgram(
      work.path("trainer"), data: work.path("examples.safetensors"),
      weights: work.path("start.safetensors"), threads: threads, in: folder)
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
