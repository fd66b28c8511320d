import Foundation
import RecurCompiler
import RecurEmit
import RecurGradientSupport
import RecurGraph
import RecurLowering
import RecurPasses
import RecurTestSupport
import RecurWeights

/// One executable that computes the gradients of several models, in a folder of its own that goes with it.
///
/// The loss is that of a model's `train` block, or the sum of the squares of all numbers that it answers.
public final class BuiltTrainers {
  private let folder: URL
  private let executable: URL

  /// What was computed.
  public struct Answer {
    /// The loss, and how much all examples and their time steps count.
    public let loss, weight: Double
    /// The same, computed without the gradients.
    public let lossAlone, weightAlone: Double
    /// The means of metrics, each as computed with the gradients and without.
    public let metrics: [String: [Double]]
    /// The gradients, by the paths of weights.
    public let gradients: [String: [Double]]
  }

  /// Emits and compiles models, to learn from at most `rows` examples at once.
  ///
  /// - Parameter recompute: the time steps of the pieces that a model's gradients are summed up from, if not of
  ///   the whole.
  /// - Throws: `NotDifferentiable`, too.
  public init(
    _ models: [CompiledModel], _ options: EmissionOptions, rows: Int, flags: [String] = [],
    recompute: (CompiledModel) -> Int? = { _ in nil }
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-training-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
    executable = folder.appending(path: "models")
    let emittable = try models.map { model in
      let training = try EmittableTraining(
        of: model.trained, leavingOut: model.training?.dropouts, rows: rows,
        pieces: recompute(model).map { ($0, .all) })
      return EmittableSpec(
        fileName: "\(model.name).recur", models: [model.trainer(training)])
    }
    var files = emit(emittable, with: options, version: "0")
    files.append(
      EmittedFile(name: "main.swift", text: Self.main(models)))
    let sources = try files.map { file in
      let url = folder.appending(path: file.name)
      try file.text.write(to: url, atomically: true, encoding: .utf8)
      return url
    }
    try SwiftCompiler.build(sources, flags: flags + options.target.compilerFlags, to: executable)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The program: its arguments are a model, the files of its weights and of its inputs, which have a row for
  /// each example, where the gradients go, how many examples there are and how many threads.
  ///
  /// It computes twice, since what is left of the first must not matter.
  private static func main(_ models: [CompiledModel]) -> String {
    let functions = models.map { model in
      let graph = model.trained
      let arrays = zip(graph.inputs, graph.inputValues).map { input, value in
        let isToken = graph[value].element != .real
        return
          "let of_\(input.name) = try inputs[\"\(input.name)\"]!.\(isToken ? "int32s" : "floats")()"
      }
      let lengths = graph.chosenLengths.map {
        (
          array: "let steps_\($0) = try inputs[\"\($0).length\"]!.int32s()",
          argument: "\($0)Lengths: steps_\($0).span"
        )
      }
      let arguments =
        graph.inputs.map { input in
          let label = input.name + (emittedIdentifiers.contains(input.name) ? "Value" : "")
          return "\(label): of_\(input.name).span"
        } + lengths.map(\.argument)
      let metrics = graph.metrics
      return """
        func \(graph.name)Gradients(
          _ weights: SafetensorsFile, _ inputs: [String: HostTensor], _ count: Int, _ threads: Int
        ) throws -> [String: HostTensor] {
          \((arrays + lengths.map(\.array)).joined(separator: "\n  "))
          var trainer = try \(graph.name).Trainer(capacity: 2, threads: threads) { path, _ in
            try weights.tensor(path).floats()
          }
          \(model.isFedItsOwn ? "trainer.forcing = \(CompiledModel.forcing)" : "")
          var found: (loss: Float, weight: Float) = (0, 0)
          for _ in 0..<2 {
            found = try trainer.differentiate(count: count, \(arguments.joined(separator: ", ")))
          }
          \(metrics.map { "let \($0)Mean = trainer.metric(\"\($0)\")" }.joined(separator: "\n  "))
          // This must leave the gradients as they are.
          let alone = try trainer.evaluate(count: count, \(arguments.joined(separator: ", ")))
          var gradients = [
            "the loss": HostTensor([found.loss, found.weight, alone.loss, alone.weight], shape: [4])
          ]
          \(metrics.map {
            "gradients[\"the metric \($0)\"] = HostTensor([\($0)Mean!, trainer.metric(\"\($0)\")!], shape: [2])"
          }.joined(separator: "\n  "))
          for path in weights.tensorNames {
            // There is none of a weight that stays as it is.
            guard let gradient = trainer.gradient(path) else { continue }
            gradients[path] = HostTensor(gradient, shape: try weights.tensor(path).shape)
          }
          return gradients
        }
        """
    }
    let cases = models.map { "case \"\($0.name)\": gradients = \($0.name)Gradients" }
    return """
      import RecurBinary
      \(functions.joined(separator: "\n"))
      func run(_ given: [String]) throws {
        let weights = try SafetensorsFile(path: given[2])
        let archive = try SafetensorsFile(path: given[3])
        var inputs: [String: HostTensor] = [:]
        for name in archive.tensorNames { inputs[name] = try archive.tensor(name) }
        let gradients: (SafetensorsFile, [String: HostTensor], Int, Int) throws -> [String: HostTensor]
        switch given[1] {
        \(cases.joined(separator: "\n  "))
        default: fatalError()
        }
        try SafetensorsWriter.write(
          gradients(weights, inputs, Int(given[5])!, Int(given[6])!), to: given[4])
      }
      try run(CommandLine.arguments)
      """
  }

  /// The loss and gradients of several examples.
  public func gradients(
    _ graph: Graph, weights: [String: Tensor], examples: [[String: Tensor]], threads: Int = 1
  ) throws -> Answer {
    let files = ["weights", "inputs", "gradients"].map {
      folder.appending(path: "\($0).safetensors").path(percentEncoded: false)
    }
    try SafetensorsWriter.write(weights.mapValues { HostTensor($0) }, to: files[0])
    let tokens = Set(
      zip(graph.inputs, graph.inputValues).filter { graph[$1].element != .real }.map(\.0.name))
    let inputs = batch(of: examples, for: graph).map { name, tensor in
      let isInteger = tokens.contains(name) || name.hasSuffix(".length")
      return (name, isInteger ? HostTensor(tokens: tensor) : HostTensor(tensor))
    }
    try SafetensorsWriter.write(Dictionary(uniqueKeysWithValues: inputs), to: files[1])
    try SwiftCompiler.run(
      executable.path(percentEncoded: false),
      [graph.name] + files + ["\(examples.count)", "\(threads)"], in: folder)
    let archive = try SafetensorsFile(path: files[2])
    let sums = try archive.tensor("the loss").numbers()
    return Answer(
      loss: sums[0], weight: sums[1], lossAlone: sums[2], weightAlone: sums[3],
      metrics: try graph.metrics.reduce(into: [:]) {
        $0[$1] = try archive.tensor("the metric \($1)").numbers()
      },
      gradients: try archive.tensorNames.reduce(into: [:]) {
        if weights[$1] != nil { $0[$1] = try archive.tensor($1).numbers() }
      })
  }
}

extension CompiledModel {
  /// The graph of what the model is trained for.
  public var trained: Graph { training?.lowered ?? lowered.ofSquares }

  /// Whether its gradient can be summed up from pieces.
  public var isCuttable: Bool { (try? trained.carryingStates(for: .all)) != nil }

  /// At which share of their steps blocks are fed what was meant, in tests.
  static let forcing = 0.5

  /// Whether blocks may be fed their own tokens.
  var isFedItsOwn: Bool { training?.dropouts?.kinds.contains(.truth) ?? false }

  /// What a trainer with the standard seed has elements of an example multiplied with in its first step, for
  /// the inputs of `training.dropouts.graph` that `example` lacks.
  public func masks(of example: [String: Tensor], row: Int) -> [String: Tensor] {
    guard let dropouts = training?.dropouts else { return [:] }
    let graph = dropouts.graph
    let first = graph.inputs.count - dropouts.kinds.count
    var lengths: [Length: Int] = [:]
    for (input, value) in zip(graph.inputs.prefix(first), graph.inputValues) {
      if let length = graph[value].length { lengths[length] = example[input.name]!.shape[0] }
    }
    var masks: [String: Tensor] = [:]
    for (index, kind) in dropouts.kinds.enumerated() {
      let share: Double =
        switch kind {
        case .elements(let share): share
        case .truth: 1 - Self.forcing
        }
      let type = graph[graph.inputValues[graph.inputValues.startIndex + first + index]]
      let steps = type.length.map { [lengths[$0]!] } ?? []
      let shape = steps + type.shape
      var generator = SplitMix(seed: 1)
      for number in [0, index, row] {
        generator = SplitMix(seed: generator.next() ^ UInt64(number))
      }
      generator = SplitMix(seed: generator.next())
      let elements = (0..<shape.reduce(1, *)).map { _ in
        Double(generator.next() >> 40) * 0x1p-24 < share ? 0 : 1 / (1 - share)
      }
      masks[graph.inputs[first + index].name] = Tensor(shape: shape, elements: elements)
    }
    return masks
  }
}

extension Graph {
  /// The lengths of its inputs that callers choose, in order.
  fileprivate var chosenLengths: [String] {
    inputValues.reduce(into: []) { names, value in
      if case .variable(let name)? = self[value].length, !names.contains(name) {
        names.append(name)
      }
    }
  }
}
