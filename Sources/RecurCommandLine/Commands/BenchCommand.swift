import RecurCompiler
import RecurEmit
import RecurTemplates
import RecurWeights

extension Command {
  static let bench = Command(
    name: "bench", overview: "Time emitted code beside the machine's own limits.",
    discussion: """
      Compiles a model with random weights and times one step and whole sequences on one core. What \
      limits a step is how fast the core reads the weights: 'of read limit' compares it to a loop, \
      timed in the same run, that only reads as many bytes. What limits a sequence is also how fast \
      it multiplies: 'of peak' compares it to a loop that only multiplies and adds. Times are medians \
      of rounds that take turns; shares and ratios compare the fastest rounds, which other programs \
      disturb least.

      Without a spec it times an LSTM of 128 inputs and 128 units, and one of 16 and 16 beside a \
      plain kernel written by hand.

      With '--output' it only writes the program whose work it would time. That program takes \
      '--weights <file>' and '--input <file>', then lines such as 'time step 1000' on its standard \
      input, and answers each with the seconds; 'workloads' lists what it can do. So it can take \
      turns with others, as in Tests/Benchmarks/suite.

      Threads share each step and each sequence, but with '--batch' each batch.

      With '--training' it times the gradient of a model that has a 'train' block, and a step of training, for \
      as many examples as the block says; the program that '--output' writes is then the one that 'recur \
      train' runs.

      With '--compile' it runs nothing: it tells for each model, of several specs too, how long its \
      source takes to emit and to compile, and how large source and object are; without a spec, for \
      models that grow in time steps and in layers.
      """,
    arguments: [.optionalSpecs],
    options: [.model] + Option.emission(target: "the best that this machine runs") + [
      .steps.standard("as many as take 5 ms"), .length.standard("100"),
      .plain, .training, .program, .compile, .keep,
    ],
    run: { invocation, console in
      var options = try invocation.emission(standard: TargetDescription.host(for:))
      if invocation.has(.compile) { return try benchCompilation(invocation, options, console) }
      if invocation.all(.optionalSpecs).count > 1 {
        throw invocation.fault("unexpected argument '\(invocation.all(.optionalSpecs)[1])'")
      }
      guard options.precision != .f64 else {
        throw invocation.fault("nothing is timed in f64, which is for exactness")
      }
      let threads = options.threads
      if options.isBatched { options.threads = 1 }
      let settings = BenchSettings(
        options: options, threads: threads,
        steps: try invocation.integer(.steps, in: 1...1_000_000_000, standard: 0),
        length: try invocation.integer(.length, in: 1...1_000_000, standard: 100),
        plain: try invocation.plainSizes(), program: invocation[.program], kept: invocation[.keep])
      if invocation.has(.training) { return try benchTraining(invocation, settings, console) }
      guard settings.program != nil || options.target.isRunnable else {
        throw RecurFault("this machine cannot run code for '\(options.target.name)'")
      }
      if invocation.first(.spec) != nil {
        let model = try Specs.model(invocation, console, batch: options.batch)
        return try runBenchmark(of: model, settings, console)
      }
      guard settings.program == nil, settings.plain == nil else {
        throw invocation.fault("missing argument '<spec>'")
      }
      try benchBuiltIn(settings, console)
    })
}

extension Argument {
  fileprivate static let optionalSpecs = Argument(
    name: "spec", help: "The .recur file, or files with '--compile'.", isOptional: true,
    isRepeated: true)
}

extension Option {
  fileprivate static let steps = Option(
    name: "steps", value: "number", help: "The steps that are timed together.")
  fileprivate static let length = Option(
    name: "length", value: "number", help: "The time steps of a sequence.")
  fileprivate static let plain = Option(
    name: "plain", value: "sizes",
    help: "Also time a plain kernel, an LSTM step written by hand: 'INPUTSxUNITS', as '16x16'.")
  fileprivate static let program = Option(
    name: "output", letter: "o", value: "file",
    help: "Write the program to time there, and time nothing.")
  fileprivate static let training = Option(
    name: "training", help: "Time how the model is trained.")
  fileprivate static let compile = Option(
    name: "compile", help: "Tell what compiling takes, and run nothing.")
}

extension Invocation {
  /// The sizes that `--plain` asks for.
  fileprivate func plainSizes() throws -> PlainKernelSizes? {
    guard let text = self[.plain] else { return nil }
    let sizes = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard sizes.count == 2, sizes.allSatisfy({ (1...1024).contains($0) }) else {
      throw fault(
        "'\(text)' is not two whole numbers from 1 to 1024, as '16x16', for "
          + "'\(Option.plain.spelling)'")
    }
    return PlainKernelSizes(inputs: sizes[0], units: sizes[1])
  }
}

/// How a benchmark is run.
struct BenchSettings {
  /// What is compiled.
  var options: EmissionOptions
  /// How many threads share a batch, or if there is none each step and sequence.
  var threads: Int
  /// The steps timed together, or 0 for enough.
  var steps: Int
  /// The time steps of sequences.
  var length: Int
  /// The plain kernel to time, too.
  var plain: PlainKernelSizes?
  /// Where to put the program instead of timing it.
  var program: String?
  /// Where to keep sources, if anywhere.
  var kept: String?
}

private func benchCompilation(
  _ invocation: Invocation, _ options: EmissionOptions, _ console: Console
) throws {
  let report = CompileReport(
    options: options, kept: invocation[.keep], sizes: try invocation.sizes(), console: console)
  let paths = invocation.all(.optionalSpecs)
  guard paths.isEmpty else {
    return try report.run(paths.map { ($0, nil) }, model: invocation[.model])
  }
  let folder = try WorkFolder()
  defer { folder.remove() }
  try report.run(try CompileReport.builtIn(in: folder), model: nil)
}

private func benchBuiltIn(_ settings: BenchSettings, _ console: Console) throws {
  let folder = try WorkFolder()
  defer { folder.remove() }
  for (units, plain) in [(128, nil), (16, PlainKernelSizes(inputs: 16, units: 16))] {
    try folder.write(
      """
      /// \(units) inputs, \(units) units.
      model LSTM\(units) {
        input x: sequence of [\(units)]
        output h: sequence of [\(units)] = LSTM(\(units))(x)
      }

      """, to: "LSTM\(units).recur")
    let path = folder.path("LSTM\(units).recur")
    let model = try Specs.model(
      nil, in: try Specs.compile(path, console, batch: settings.options.batch), path)
    var settings = settings
    settings.plain = plain
    settings.kept = settings.kept.map { "\($0)/LSTM\(units)" }
    try runBenchmark(of: model, settings, console)
    if plain == nil { try console.print() }
  }
}

private func runBenchmark(
  of model: CompiledModel, _ settings: BenchSettings, _ console: Console
) throws {
  if let program = settings.program { try checkOutput(program) }
  let folder = try WorkFolder(keeping: settings.kept)
  defer { folder.remove() }
  let builder = ExecutableBuilder(
    toolchain: try Toolchain.find(), folder: folder, console: console)
  if let program = settings.program {
    return try builder.buildTimed(
      model, with: settings.options, threads: settings.threads, beside: settings.plain, to: program)
  }
  let program = folder.path("timed")
  try builder.buildTimed(
    model, with: settings.options, threads: settings.threads, beside: settings.plain, to: program)
  try SafetensorsWriter.write(
    RandomWeights.tensors(of: model.lowered, seed: 1), to: folder.path("weights.safetensors"))
  try SafetensorsWriter.write(
    RandomInputs.tensors(
      of: model.signature.inputs, steps: settings.length, batch: settings.options.batch),
    to: folder.path("input.safetensors"))
  let worker = try TimedProgram(
    program,
    ["--weights", folder.path("weights.safetensors"), "--input", folder.path("input.safetensors")],
    staysOnOneCore: settings.threads == 1)
  defer { worker.end() }
  let stepCost = GraphCost(
    of: model.stream ?? model.sequence, precision: settings.options.precision)
  let samplers = try console.during("Timing \(model.name)") {
    try BenchSampler.sample(worker, bytes: stepCost.distinctMatrixBytes, steps: settings.steps)
  }
  let report = BenchReport(
    model: model, settings: settings, stepCost: stepCost, samplers: samplers)
  for line in report.lines { try console.print(line) }
}
