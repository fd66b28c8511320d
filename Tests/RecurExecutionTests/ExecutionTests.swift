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

  /// Vectors are rounded to steps of a 127th of their greatest element by the same rule here and there.
  /// Where rounding errors of single precision put a number on the other side of the middle between two
  /// steps, an answer is off by about what the step weighs; that must be rare, and all else as exact as
  /// in single precision.
  @Test func answersInInt8AsTheInterpreter() throws {
    let target = try #require(TargetDescription.named(HostTargets.names(for: .int8).last!))
    try test(EmissionOptions(target: target, precision: .int8), oneIn: 20, differsBy: 0.02)
  }

  /// Rows that fill blocks of registers in whole or in part, fewer and more than a batch has.
  @Test(arguments: zip([HostTargets.names[0], HostTargets.names.last!], [5, 32]))
  func answersBatchesAsTheInterpreter(_ name: String, _ batch: Int) throws {
    var options = EmissionOptions(target: try #require(TargetDescription.named(name)))
    options.batch = batch
    try test(options)
  }

  private func test(
    _ options: EmissionOptions, oneIn rarity: Int = .max, differsBy bound: Double = 0
  ) throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "recur" }.sorted { $0.path < $1.path }
    let specs = try files.map {
      try compile(specAt: $0.path(percentEncoded: false), isBatched: options.isBatched)
    }
    let built = try BuiltModels(specs, options)
    var answers = 0
    var different = 0
    for model in specs.flatMap(\.models) {
      for round in 0..<3 {
        for (name, difference) in try differences(model, options, round: round, built) {
          answers += 1
          if difference <= Self.tolerance { continue }
          different += 1
          #expect(difference <= bound, "\(model.name).\(name) round \(round): \(difference)")
        }
      }
    }
    #expect(different <= answers / rarity, "\(different) of \(answers)")
  }

  /// How far each output is from the interpreter's.
  private func differences(
    _ model: CompiledModel, _ options: EmissionOptions, round: Int, _ built: BuiltModels
  ) throws -> [(name: String, difference: Double)] {
    let name = model.name.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
    var random = SplitMix(seed: UInt64(round) &* 7919 &+ name)
    let weights = random.weights(of: model.lowered)
    let rows = (0..<(options.isBatched ? [3, 8, 33][round] : 1)).map { _ in
      random.inputs(of: model.lowered, steps: [1, 7, 18][round])
    }
    let interpreter = try Interpreter(
      model.lowered, weights: weights, precision: options.precision)
    let expected = joined(try rows.map { try interpreter.evaluate($0) }, options)
    let answers = try built.answer(model, weights: weights, inputs: joined(rows, options))
    return try expected.sorted { $0.key < $1.key }.map { name, tensor in
      let answer = try #require(answers[name])
      #expect(answer.shape == tensor.shape, "\(model.name).\(name)")
      let numbers = try answer.numbers()
      let difference = zip(numbers, tensor.elements).map { $0.isNaN && $1.isNaN ? 0 : abs($0 - $1) }
        .reduce(0) { $0.isNaN || $0 > $1 ? $0 : $1 }
      return (name, difference)
    }
  }

  /// The only row, or a batch of all rows, the shorter ones padded with zeros.
  private func joined(_ rows: [[String: Tensor]], _ options: EmissionOptions) -> [String: Tensor] {
    guard options.isBatched else { return rows[0] }
    return rows[0].keys.reduce(into: [:]) { batch, name in
      let tensors = rows.map { $0[name]! }
      let longest = tensors.max { $0.elements.count < $1.elements.count }!
      let elements = tensors.flatMap { tensor in
        tensor.elements
          + [Double](repeating: 0, count: longest.elements.count - tensor.elements.count)
      }
      batch[name] = Tensor(shape: [rows.count] + longest.shape, elements: elements)
    }
  }
}
