import Foundation
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurTestSupport
import RecurWeights
import Testing

/// Every model of `Specs`, compiled to an executable for each target that this machine runs, answers
/// as the reference interpreter does.
@Suite struct ExecutionTests {
  /// The bound on the difference of answers: single precision rounds each to 6e-8 of its size, the
  /// activations are within 2 ulp, and sums of up to 40 products add their roundings.
  static let tolerance = 5e-6

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Specs")

  @Test(arguments: HostTargets.names) func answersAsTheInterpreter(_ name: String) throws {
    try test(EmissionOptions(target: try #require(TargetDescription.named(name))))
  }

  /// The weights are rounded to the same numbers here and there, so that the bound is that of single
  /// precision.
  @Test func answersInBfloat16AsTheInterpreter() throws {
    let target = try #require(TargetDescription.named(HostTargets.names.last!))
    try test(EmissionOptions(target: target, precision: .bf16))
  }

  private func test(_ options: EmissionOptions) throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "recur" }.sorted { $0.path < $1.path }
    let specs = try files.map { try compile(specAt: $0.path(percentEncoded: false)) }
    let models = specs.flatMap(\.models)
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "recur-execution-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let binary = try build(specs, models, options, in: scratch)
    for model in models {
      for round in 0..<3 {
        try compare(model, options.precision, round: round, binary, in: scratch)
      }
    }
  }

  /// One executable of all models; its first argument picks one.
  private func build(
    _ specs: [CompiledSpec], _ models: [CompiledModel], _ options: EmissionOptions, in folder: URL
  ) throws -> URL {
    var sources: [URL] = []
    func write(_ file: EmittedFile) throws {
      let url = folder.appending(path: file.name)
      try file.text.write(to: url, atomically: true, encoding: .utf8)
      sources.append(url)
    }
    for file in emitModule(specs, with: options) { try write(file) }
    for model in models { try write(emitAdapter(of: model.emittable, version: "0")) }
    let cases = models.map {
      "case \"\($0.name)\": exit(runBinary(\($0.name)Binary.self, arguments: rest))"
    }
    try write(
      EmittedFile(
        name: "main.swift",
        text: """
          import Foundation
          let rest = Array(CommandLine.arguments.dropFirst())
          switch rest[0] {
          \(cases.joined(separator: "\n"))
          default: fatalError()
          }
          """))
    let executable = folder.appending(path: "models")
    try SwiftCompiler.build(sources, flags: options.target.compilerFlags, to: executable)
    return executable
  }

  private func compare(
    _ model: CompiledModel, _ precision: Precision, round: Int, _ binary: URL, in folder: URL
  ) throws {
    let name = model.name.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
    var random = SplitMix(seed: UInt64(round) &* 7919 &+ name)
    let weights = random.weights(of: model.lowered)
    let inputs = random.inputs(of: model.lowered, steps: [1, 7, 18][round])
    let interpreter = try Interpreter(model.lowered, weights: weights, precision: precision)
    let expected = try interpreter.evaluate(inputs)
    let files = ["weights", "input", "output"].map {
      folder.appending(path: "\($0).safetensors").path(percentEncoded: false)
    }
    try SafetensorsWriter.write(weights.mapValues { HostTensor($0) }, to: files[0])
    let tokens = Set(
      zip(model.lowered.inputs, model.lowered.inputValues)
        .filter { model.lowered[$1].element != .real }.map(\.0.name))
    var hostInputs: [String: HostTensor] = [:]
    for (name, tensor) in inputs {
      hostInputs[name] = tokens.contains(name) ? HostTensor(tokens: tensor) : HostTensor(tensor)
    }
    try SafetensorsWriter.write(hostInputs, to: files[1])
    try SwiftCompiler.run(
      binary.path(percentEncoded: false),
      [model.name, "--weights", files[0], "--input", files[1], "--output", files[2]], in: folder)
    let archive = try SafetensorsFile(path: files[2])
    for (name, tensor) in expected {
      let answer = try archive.tensor(name)
      #expect(answer.shape == tensor.shape, "\(model.name).\(name)")
      let numbers =
        answer.element.isFloatingPoint
        ? try answer.floats().map(Double.init) : try answer.integers().map(Double.init)
      let difference = zip(numbers, tensor.elements).map { $0.isNaN && $1.isNaN ? 0 : abs($0 - $1) }
        .reduce(0) { $0.isNaN || $0 > $1 ? $0 : $1 }
      #expect(difference <= Self.tolerance, "\(model.name).\(name) round \(round): \(difference)")
    }
  }
}
