import RecurCompiler
import RecurPasses
import RecurTraining
import RecurWeights

/// Times how a model is trained, or only writes the program that does it.
func benchTraining(
  _ invocation: Invocation, _ settings: BenchSettings, _ console: Console
) throws {
  guard invocation.first(.spec) != nil else { throw invocation.fault("missing argument '<spec>'") }
  if settings.options.isBatched || settings.plain != nil {
    throw invocation.fault("with '--training' the spec says how many examples there are")
  }
  let model = try Specs.model(invocation, console)
  guard let training = model.training else { throw TrainingSource.lacksBlock(model) }
  // Longer examples are learned from in pieces, of which one is timed.
  var settings = settings
  if let window = training.settings.truncate { settings.length = min(settings.length, window) }
  if let program = settings.program { try checkOutput(program) }
  let folder = try WorkFolder(keeping: settings.kept)
  defer { folder.remove() }
  try ExecutableBuilder(toolchain: try .find(), folder: folder, console: console).buildTraining(
    model, training.emittable, with: settings.options,
    to: settings.program ?? folder.path("trainer"))
  guard settings.program == nil else { return }
  let count = training.settings.batch
  try SafetensorsWriter.write(
    try Examples(random: count, of: training.values(of: model), steps: settings.length).file(),
    to: folder.path("examples.safetensors"))
  try SafetensorsWriter.write(
    RandomWeights.tensors(of: model.lowered, seed: 1), to: folder.path("weights.safetensors"))
  let program = try TimedProgram(
    folder.path("trainer"),
    [
      "--weights", folder.path("weights.safetensors"), "--input",
      folder.path("examples.safetensors"), "--threads", "\(settings.threads)",
    ], staysOnOneCore: settings.threads == 1)
  defer { program.end() }
  let samplers = try console.during("Timing \(model.name)") {
    try BenchSampler.sample(
      program, ["gradient", "step", "judge", "multiply"], bytes: 0, steps: settings.steps)
  }
  // What passes make faster is not counted twice: the cost is that of the gradient as it is written.
  let gradient = try training.lowered.differentiated(training.lowered.body.results[0])
  let cost = GraphCost(of: gradient, steps: settings.length).times(count)
  for line in BenchReport.ofTraining(model, settings, count, cost, samplers) {
    try console.print(line)
  }
}

extension Examples {
  /// Random examples: numbers from -1 to 1, or any tokens.
  fileprivate init(random count: Int, of values: [ExampleValue], steps: Int) throws {
    self.init(of: values)
    var generator = SplitMix64(state: 1)
    for _ in 0..<count {
      try add(
        values.map { value in
          let steps = value.value.isSequence ? value.value.length ?? steps : 1
          let count = steps * value.size
          if let tokens = value.value.tokens {
            return .tokens((0..<count).map { _ in Int32(generator.next() % UInt64(tokens)) })
          }
          return .numbers((0..<count).map { _ in 2 * generator.unit() - 1 })
        })
    }
  }
}

extension BenchReport {
  /// The table for how a model is trained.
  fileprivate static func ofTraining(
    _ model: CompiledModel, _ settings: BenchSettings, _ count: Int, _ cost: GraphCost,
    _ samplers: [String: BenchSampler]
  ) -> [String] {
    var table = TextTable()
    table.add("", "time", "GFLOP/s", "of peak")
    let operations = 2 * BenchSampler.products
    let peak = samplers["multiply"].map { Double(operations) / $0.fastest }
    func rate(_ operations: Double) -> String { Quantity.short(operations * 1e-9) }
    for (name, title) in [
      ("gradient", "a gradient"),
      ("step", "a step of \(model.training!.emittable.method.optimizer)"),
      ("judge", "the loss alone"),
    ] {
      guard let sampler = samplers[name] else { continue }
      let isGradient = name == "gradient"
      let share = peak.map { Double(cost.operations) / sampler.fastest / $0 }
      table.add(
        title, Quantity.time(sampler.median),
        isGradient ? rate(Double(cost.operations) / sampler.median) : "",
        isGradient ? share.map { "\(Int(($0 * 100).rounded()))%" } ?? "" : "")
    }
    if let peak { table.add("multiply-adds alone", "", rate(peak), "100%") }
    let cores = settings.threads == 1 ? "one core" : "\(settings.threads) threads"
    return [
      "\(model.name) on \(settings.options.target.name), \(cores): \(count) examples of "
        + "\(settings.length) time steps"
    ] + table.lines
  }
}
