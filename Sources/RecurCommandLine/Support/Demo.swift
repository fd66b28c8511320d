import Foundation
import RecurCompiler
import RecurEmit
import RecurWeights

/// What `recur demo` does.
enum Demo {
  /// The folder of the shipped models.
  static func models() throws -> URL {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let current = FileManager.default.currentDirectoryPath
    for start in [URL(fileURLWithPath: current, isDirectory: true), program] {
      var folder = start
      while folder.path != "/" && !folder.path.isEmpty {
        let models = folder.appendingPathComponent("Sources/Models")
        if FileManager.default.fileExists(atPath: models.appendingPathComponent(spec).path) {
          return models
        }
        folder.deleteLastPathComponent()
      }
    }
    throw RecurFault(
      "no 'Sources/Models/\(spec)' above '\(current)' or '\(program.path)': run the demo in a clone "
        + "of Recur")
  }

  private static let spec = "Pronounce.recur"

  /// The executable of the model, built if the cache has none of the same sources and weights.
  ///
  /// - Parameter folder: where it goes if nothing can be kept.
  static func program(
    from models: URL, in folder: WorkFolder, _ console: Console
  ) throws -> URL {
    let path = models.appendingPathComponent(spec).path
    let weights = models.appendingPathComponent("Pronounce.safetensors").path
    let model = try Specs.model(nil, in: try Specs.compile(path, console), path)
    let name = "pronounce-\(try key(model, weights))"
    let cache = CacheFolder.ofUser
    let program = (cache?.url ?? folder.url).appendingPathComponent(name)
    defer { cache?.use(name) }
    if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    console.errors("Building Pronounce, which takes a while the first time ...\n")
    let start = ContinuousClock.now
    try buildExecutable(
      of: model, weights: weights, variants: [.host], output: program.path, console)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    console.errors("Built '\(program.path)' in \(Quantity.time(seconds)).\n")
    return program
  }

  /// A number that changes with anything that goes into the executable.
  private static func key(_ model: CompiledModel, _ weights: String) throws -> String {
    let emitted = emit(
      [EmittableSpec(fileName: spec, models: [model.emittable])], with: .host,
      version: RecurRelease.version)
    var hash = ContentHash()
    let adapter = emitAdapter(of: model.emittable, with: .host, version: RecurRelease.version)
    for file in emitted + [adapter] { hash.add(file.text.utf8) }
    for file in EmbeddedFile.carried { hash.add(file.text.utf8) }
    do { hash.add(try Data(contentsOf: URL(fileURLWithPath: weights))) } catch {
      throw RecurFault("cannot read '\(weights)': \(error.localizedDescription)")
    }
    return hash.text
  }

  /// Prints what the executable answers, and how long it takes.
  static func pronounce(
    _ words: [String], with program: URL, in folder: WorkFolder, _ console: Console
  ) throws {
    let start = ContinuousClock.now
    let answers = try Subprocess.run(program.path, ["--"] + words, in: folder.url)
    let cold = (ContinuousClock.now - start) / .seconds(1) / Double(words.count)
    let lines = answers.output.split(separator: "\n", omittingEmptySubsequences: false)
    guard answers.status == 0 else {
      console.errors(answers.output)
      throw ExitCode(code: 1)
    }
    let width = (words.map(\.count).max() ?? 0) + 2
    for (word, line) in zip(words, lines) {
      try console.print(word + String(repeating: " ", count: width - word.count) + line)
    }
    try console.print()
    try console.print(
      "\(Quantity.time(cold)) per word, the start of the program and its weights included")
    let timed = try Subprocess.run(program.path, ["--time", "--"] + words, in: folder.url)
    guard let warm = timed.output.split(separator: "\n").last(where: { $0.hasPrefix("time: ") })
    else { return }
    try console.print("\(warm.dropFirst("time: ".count)), once it is warm")
  }
}
