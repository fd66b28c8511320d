import Foundation
import RecurCompiler
import RecurEmit
import RecurSources
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
  static func program(from models: URL, _ console: Console) throws -> URL {
    let path = models.appendingPathComponent(spec).path
    let weights = models.appendingPathComponent("Pronounce.safetensors").path
    let model = try Specs.model(nil, in: try Specs.compile(path, console), path)
    let folder = try cache()
    let program = folder.appendingPathComponent("pronounce-\(try key(model, weights))")
    if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    console.errors("Building Pronounce, which takes a while the first time ...\n")
    let start = ContinuousClock.now
    try buildExecutable(of: model, weights: weights, target: .host, output: program.path, console)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    console.errors("Built '\(program.path)' in \(Quantity.time(seconds)).\n")
    return program
  }

  /// A number that changes with anything that goes into the executable.
  private static func key(_ model: CompiledModel, _ weights: String) throws -> String {
    let emitted = emit(
      [EmittableSpec(fileName: spec, models: [model.emittable])], for: .host,
      version: RecurRelease.version)
    var hash = ContentHash()
    for file in emitted { hash.add(file.text.utf8) }
    for file in EmbeddedFile.all { hash.add(file.text.utf8) }
    do { hash.add(try Data(contentsOf: URL(fileURLWithPath: weights))) } catch {
      throw RecurFault("cannot read '\(weights)': \(error.localizedDescription)")
    }
    return hash.text
  }

  private static func cache() throws -> URL {
    let base =
      FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
      ?? FileManager.default.temporaryDirectory
    let folder = base.appendingPathComponent("recur", isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return folder
    } catch {
      throw RecurFault("cannot make the folder '\(folder.path)': \(error.localizedDescription)")
    }
  }

  /// Prints what the executable answers, and how long it takes.
  static func pronounce(_ words: [String], with program: URL, _ console: Console) throws {
    let folder = try WorkFolder()
    defer { folder.remove() }
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
      console.print(word + String(repeating: " ", count: width - word.count) + line)
    }
    console.print()
    console.print(
      "\(Quantity.time(cold)) per word, the start of the program and its weights included")
    let timed = try Subprocess.run(program.path, ["--time", "--"] + words, in: folder.url)
    guard let warm = timed.output.split(separator: "\n").last(where: { $0.hasPrefix("time: ") })
    else { return }
    console.print("\(warm.dropFirst("time: ".count)), once it is warm")
  }
}

/// FNV-1a with 64 bits: tells contents apart that nobody means to confuse.
struct ContentHash {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds some bytes and their end.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    var value = self.value
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.value = (value ^ 0xff) &* 0x100_0000_01b3
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
