import Foundation
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurTestSupport
import RecurWeights

/// One executable of several models, in a folder of its own that goes with it.
public final class BuiltModels {
  private let folder: URL
  /// Whether they compute in double precision.
  private let isDouble: Bool
  private let executable: URL

  /// A model and what it is to answer.
  public struct Question {
    let model: CompiledModel
    let weights: [String: Tensor]
    let inputs: [String: Tensor]
    let entry: Entry

    /// Asks for the answer to inputs with the weights through one of the entry points.
    public init(
      _ model: CompiledModel, weights: [String: Tensor], inputs: [String: Tensor],
      _ entry: Entry = .predict(threads: 1)
    ) {
      self.model = model
      self.weights = weights
      self.inputs = inputs
      self.entry = entry
    }
  }

  /// What is called.
  public enum Entry {
    /// What answers for whole inputs, with the help of so many threads.
    case predict(threads: Int)
    /// A stream, step by step: outputs have a value for each step. The executable must be built for it.
    case steps
  }

  /// Emits and compiles the models of `specs`; the executable's first argument picks one.
  ///
  /// - Parameters:
  ///   - steps: each model that has a stream can be run step by step, too.
  ///   - flags: those of the compiler beside the target's.
  public init(
    _ specs: [CompiledSpec], _ options: EmissionOptions, steps: Bool = false, flags: [String] = []
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-execution-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
    isDouble = options.precision == .f64
    executable = folder.appending(path: "models")
    var sources: [URL] = []
    func write(_ file: EmittedFile) throws {
      let url = folder.appending(path: file.name)
      try file.text.write(to: url, atomically: true, encoding: .utf8)
      sources.append(url)
    }
    for file in emitModule(specs, with: options) { try write(file) }
    let models = specs.flatMap(\.models)
    var types: [(argument: String, type: String)] = []
    for model in models {
      var adapter = emitAdapter(of: model.emittable, with: options, version: "0")
      adapter.text = "import \(SwiftCompiler.support)\n" + adapter.text
      types.append((model.name, "\(model.name)Binary"))
      if steps, model.stream != nil {
        let steps = StepAdapter(model.signature, lookAhead: model.emittable.lookAhead)
        adapter.text += "\n" + steps.text
        types.append((model.name + ".steps", steps.type))
      }
      try write(adapter)
    }
    try write(EmittedFile(name: "main.swift", text: Self.main(types)))
    try SwiftCompiler.build(sources, flags: options.target.compilerFlags + flags, to: executable)
  }

  /// The program: its arguments say what to run, or with `@` name a file of which each line does, with
  /// tabs between arguments.
  private static func main(_ types: [(argument: String, type: String)]) -> String {
    let cases = types.map {
      "  case \"\($0.argument)\": return runBinary(\($0.type).self, arguments: arguments)"
    }
    return """
      import Foundation
      import \(SwiftCompiler.support)
      func run(_ arguments: [String]) -> Int32 {
        switch arguments[0] {
      \(cases.joined(separator: "\n"))
        default: fatalError()
        }
      }
      let rest = Array(CommandLine.arguments.dropFirst())
      guard rest[0].hasPrefix("@") else { exit(run(rest)) }
      let questions = try String(contentsOfFile: String(rest[0].dropFirst()), encoding: .utf8)
      for line in questions.split(separator: "\\n") {
        let status = run(line.split(separator: "\\t").map(String.init))
        if status != 0 { exit(status) }
      }
      """
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What `model` answers, by output, with the help of so many threads.
  public func answer(
    _ model: CompiledModel, weights: [String: Tensor], inputs: [String: Tensor], threads: Int = 1
  ) throws -> [String: HostTensor] {
    try answers([Question(model, weights: weights, inputs: inputs, .predict(threads: threads))])[0]
  }

  /// The answer to each question, by output, from one run of the executable.
  public func answers(_ questions: [Question]) throws -> [[String: HostTensor]] {
    let lines = try questions.enumerated().map { index, question in
      try arguments(of: question, "\(index)").joined(separator: "\t") + "\n"
    }
    try lines.joined().write(toFile: path("questions"), atomically: true, encoding: .utf8)
    try run(["@" + path("questions")])
    return try questions.enumerated().map { index, question in
      let archive = try SafetensorsFile(path: path("\(index).output.safetensors"))
      return try question.model.lowered.outputs.reduce(into: [:]) {
        $0[$1.name] = try archive.tensor($1.name)
      }
    }
  }

  /// Writes the files of a question and returns what the executable is told.
  private func arguments(of question: Question, _ prefix: String) throws -> [String] {
    let files = ["weights", "input", "output"].map { path("\(prefix).\($0).safetensors") }
    try SafetensorsWriter.write(question.weights.mapValues(hosted), to: files[0])
    let graph = question.model.lowered
    let tokens = Set(
      zip(graph.inputs, graph.inputValues).filter { graph[$1].element != .real }.map(\.0.name))
    var inputs: [String: HostTensor] = [:]
    for (name, tensor) in question.inputs {
      let isInteger = tokens.contains(name) || name.hasSuffix(".length")
      inputs[name] = isInteger ? HostTensor(tokens: tensor) : hosted(tensor)
    }
    try SafetensorsWriter.write(inputs, to: files[1])
    let rest = ["--weights", files[0], "--input", files[1], "--output", files[2]]
    switch question.entry {
    case .steps: return [question.model.name + ".steps"] + rest
    case .predict(let threads):
      return [question.model.name] + rest + (threads > 1 ? ["--threads", "\(threads)"] : [])
    }
  }

  /// A tensor as the models read it without rounding, if they can.
  private func hosted(_ tensor: Tensor) -> HostTensor {
    isDouble ? HostTensor(tensor.elements, shape: tensor.shape) : HostTensor(tensor)
  }

  /// Runs the executable and returns what it prints.
  @discardableResult
  public func run(_ arguments: [String]) throws -> String {
    try SwiftCompiler.run(executable.path(percentEncoded: false), arguments, in: folder)
  }

  private func path(_ file: String) -> String {
    folder.appending(path: file).path(percentEncoded: false)
  }
}
