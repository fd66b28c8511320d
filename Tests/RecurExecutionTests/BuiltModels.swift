import Foundation
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurTestSupport
import RecurWeights

/// One executable of several models, in a folder of its own that goes with it.
final class BuiltModels {
  private let folder: URL
  private let executable: URL

  /// Emits and compiles the models of `specs`; the executable's first argument picks one.
  init(_ specs: [CompiledSpec], _ options: EmissionOptions) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-execution-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
    executable = folder.appending(path: "models")
    var sources: [URL] = []
    func write(_ file: EmittedFile) throws {
      let url = folder.appending(path: file.name)
      try file.text.write(to: url, atomically: true, encoding: .utf8)
      sources.append(url)
    }
    for file in emitModule(specs, with: options) { try write(file) }
    let models = specs.flatMap(\.models)
    for model in models {
      var adapter = emitAdapter(of: model.emittable, with: options, version: "0")
      adapter.text = "import \(SwiftCompiler.support)\n" + adapter.text
      try write(adapter)
    }
    let cases = models.map {
      "case \"\($0.name)\": exit(runBinary(\($0.name)Binary.self, arguments: rest))"
    }
    try write(
      EmittedFile(
        name: "main.swift",
        text: """
          import Foundation
          import \(SwiftCompiler.support)
          let rest = Array(CommandLine.arguments.dropFirst())
          switch rest[0] {
          \(cases.joined(separator: "\n"))
          default: fatalError()
          }
          """))
    try SwiftCompiler.build(sources, flags: options.target.compilerFlags, to: executable)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What `model` answers, by output, with the help of so many threads.
  func answer(
    _ model: CompiledModel, weights: [String: Tensor], inputs: [String: Tensor], threads: Int = 1
  ) throws -> [String: HostTensor] {
    let files = ["weights", "input", "output"].map { path("\($0).safetensors") }
    try SafetensorsWriter.write(weights.mapValues { HostTensor($0) }, to: files[0])
    let tokens = Set(
      zip(model.lowered.inputs, model.lowered.inputValues)
        .filter { model.lowered[$1].element != .real }.map(\.0.name))
    var hostInputs: [String: HostTensor] = [:]
    for (name, tensor) in inputs {
      hostInputs[name] = tokens.contains(name) ? HostTensor(tokens: tensor) : HostTensor(tensor)
    }
    try SafetensorsWriter.write(hostInputs, to: files[1])
    try run(
      [model.name, "--weights", files[0], "--input", files[1], "--output", files[2]]
        + (threads > 1 ? ["--threads", "\(threads)"] : []))
    let archive = try SafetensorsFile(path: files[2])
    return try model.lowered.outputs.reduce(into: [:]) {
      $0[$1.name] = try archive.tensor($1.name)
    }
  }

  /// Runs the executable and returns what it prints.
  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    try SwiftCompiler.run(executable.path(percentEncoded: false), arguments, in: folder)
  }

  private func path(_ file: String) -> String {
    folder.appending(path: file).path(percentEncoded: false)
  }
}

extension HostTensor {
  /// The numbers, or the tokens.
  func numbers() throws -> [Double] {
    element.isFloatingPoint ? try floats().map(Double.init) : try integers().map(Double.init)
  }
}
