import Foundation
import RecurCompiler
import RecurEmit
import RecurWeights

extension Command {
  static let bench = Command(
    name: "bench", overview: "Time emitted code beside the machine's own limits.",
    discussion: """
      Compiles a model with random weights and times one step and whole sequences on one core. What \
      limits a step is how fast the core reads the weights: 'of read limit' compares it to a loop, \
      timed in the same run, that only reads as many bytes. Times are medians of rounds that take turns; shares and ratios compare the \
      fastest rounds, which other programs disturb least.

      Without a spec it times an LSTM of 128 inputs and 128 units, and one of 16 and 16 beside a \
      plain kernel written by hand.
      """,
    arguments: [.optionalSpec],
    options: [.model] + Option.emission(target: "the best that this machine runs") + [
      .steps.standard("as many as take 5 ms"), .length.standard("100"), .keep,
    ],
    run: { invocation, console in
      let options = try invocation.emission(standard: .host)
      let settings = BenchSettings(
        options: options,
        steps: try invocation.integer(.steps, in: 1...1_000_000_000, standard: 0),
        length: try invocation.integer(.length, in: 1...1_000_000, standard: 100),
        kept: invocation[.keep])
      guard options.target.isRunnable else {
        throw RecurFault("this machine cannot run code for '\(options.target.name)'")
      }
      guard invocation.first(.spec) != nil else { return try benchBuiltIn(settings, console) }
      let model = try Specs.model(invocation, console)
      try runBenchmark(of: model, settings, comparesToPlainKernel: false, console)
    })
}

extension Argument {
  fileprivate static let optionalSpec = Argument(
    name: "spec", help: "The .recur file.", isOptional: true)
}

extension Option {
  fileprivate static let steps = Option(
    name: "steps", value: "number", help: "The steps that are timed together.")
  fileprivate static let length = Option(
    name: "length", value: "number", help: "The time steps of a sequence.")
}

/// How a benchmark is run.
struct BenchSettings {
  /// What is compiled.
  var options: EmissionOptions
  /// The steps timed together, or 0 for enough.
  var steps: Int
  /// The time steps of sequences.
  var length: Int
  /// Where to keep sources, if anywhere.
  var kept: String?
}

private func benchBuiltIn(_ settings: BenchSettings, _ console: Console) throws {
  let folder = try WorkFolder()
  defer { folder.remove() }
  for units in [128, PlainKernelSize.units] {
    try folder.write(
      """
      /// \(units) inputs, \(units) units.
      model LSTM\(units) {
        input x: sequence of [\(units)]
        output h: sequence of [\(units)] = LSTM(\(units))(x)
      }

      """, to: "LSTM\(units).recur")
    let path = folder.path("LSTM\(units).recur")
    let model = try Specs.model(nil, in: try Specs.compile(path, console), path)
    var settings = settings
    settings.kept = settings.kept.map { "\($0)/LSTM\(units)" }
    try runBenchmark(
      of: model, settings, comparesToPlainKernel: units == PlainKernelSize.units, console)
    if units != PlainKernelSize.units { console.print() }
  }
}

private func runBenchmark(
  of model: CompiledModel, _ settings: BenchSettings, comparesToPlainKernel: Bool,
  _ console: Console
) throws {
  let stepCost = GraphCost(
    of: model.stream ?? model.sequence, precision: settings.options.precision)
  let folder = try WorkFolder(keeping: settings.kept)
  defer { folder.remove() }
  let main = emitBenchmark(
    for: model.emittable, bytes: stepCost.distinctMatrixBytes,
    readLanes: settings.options.target.lanes[0],
    comparesToPlainKernel: comparesToPlainKernel, version: RecurRelease.version)
  try ExecutableBuilder(
    toolchain: try Toolchain.find(), folder: folder, console: console
  ).buildBenchmark(model, with: settings.options, main: main)
  let outcome = try console.during("Timing \(model.name)") {
    try Subprocess.run(
      folder.path("executable"), ["\(settings.steps)", "\(settings.length)"], in: folder.url)
  }
  guard outcome.status == 0 else {
    throw InternalFault(message: "the benchmark failed (\(outcome.status)):\n\(outcome.output)")
  }
  let report = BenchReport(
    model: model, settings: settings, stepCost: stepCost, times: BenchReport.times(outcome.output))
  for line in report.lines { console.print(line) }
}
