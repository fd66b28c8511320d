import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurTemplates
import RecurTestSupport
import RecurWeights
import Testing

/// Every model of `Specs`, compiled to an executable for each target that this machine runs, answers
/// as the reference interpreter does.
///
/// What compiling takes grows with what is emitted, so that `Specs` has a folder for what is run on each
/// target alone, one for what is run in batches, too, one for what is also run at each precision, one for
/// cells of the prelude, and one for what models are trained for.
@Suite struct ExecutionTests {
  /// The bound on the difference of answers: single precision rounds each to 6e-8 of its size, the
  /// activations are within 2 ulp, and sums of up to 40 products add their roundings.
  static let tolerance = 5e-6

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Specs")

  /// What models of `EachPrecision` and `EachBatch` are compiled for: rows of the batches on the first
  /// and the last target fill blocks of registers in whole or in part.
  static let batches = HostTargets.names.map { name in
    (name, name == HostTargets.names[0] ? 5 : name == HostTargets.names.last ? 32 : 1)
  }

  @Test(arguments: HostTargets.names) func answersAsTheInterpreter(_ name: String) throws {
    try test(["EachTarget"], .f32, on: name)
  }

  /// On the first target with the help of threads, too, and without: some kernels have fewer blocks of tiles
  /// than there are threads. There the weights of all models count as too many for a cache, so that batches
  /// share tiles, too; in 8 bits, below, they share the inputs.
  @Test(arguments: batches)
  func answersBatchesAsTheInterpreter(_ name: String, _ batch: Int) throws {
    let hasThreads = name == HostTargets.names[0]
    try test(
      ["EachPrecision", "EachBatch"], .f32, on: name, batch: batch, threads: hasThreads ? 3 : 1,
      secondCache: hasThreads ? 0 : nil)
  }

  /// Every cell of the prelude that no other spec uses.
  @Test(arguments: [HostTargets.names[0], HostTargets.names.last!])
  func everyCellAnswersAsTheInterpreter(_ name: String) throws {
    try test(["EachCell"], .f32, on: name)
  }

  /// Step by step, the same as at once: what is no sequence has the last step's value.
  @Test func streamsAnswerAsTheInterpreter() throws {
    let spec = try compile(
      specAt: Self.folder.appending(path: "EachStream/Streams.recur").path(percentEncoded: false))
    let target = try #require(TargetDescription.named(HostTargets.names.last!))
    let built = try BuiltModels([spec], EmissionOptions(target: target), steps: true)
    for model in spec.models {
      var random = SplitMix(seed: 7)
      let weights = random.weights(of: model.lowered)
      for steps in [1, 2, 6] {
        let inputs = random.inputs(of: model.lowered, steps: steps)
        let expected = try Interpreter(model.lowered, weights: weights).evaluate(inputs)
        let answers = try built.answers([
          .init(model, weights: weights, inputs: inputs, .steps)
        ])[0]
        for (name, tensor) in expected {
          let found = try #require(answers[name]).numbers().suffix(tensor.elements.count)
          #expect(found.count == tensor.elements.count)
          for (a, b) in zip(found, tensor.elements) {
            #expect(abs(a - b) <= Self.tolerance, "\(model.name).\(name)")
          }
        }
      }
    }
  }

  /// Every example of the language reference.
  @Test func everyExampleOfTheReferenceAnswersAsTheInterpreter() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-reference-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try LanguageReference.examples.map { example in
      let file = folder.appending(path: "Example\(example.line).recur")
      try example.text.write(to: file, atomically: true, encoding: .utf8)
      return file
    }
    let target = try #require(TargetDescription.named(HostTargets.names.last!))
    try test(files, EmissionOptions(target: target))
  }

  /// The weights are rounded to the same numbers here and there, so that the bound is that of single
  /// precision.
  @Test func answersInBfloat16AsTheInterpreter() throws {
    try test(["EachPrecision"], .bf16, on: HostTargets.names.last!, batch: 32)
  }

  /// Here and there everything is computed in double precision, with roundings of 1e-16.
  @Test func answersInDoublePrecisionAsTheInterpreter() throws {
    try test(
      ["EachPrecision", "EachTarget"], .f64, on: HostTargets.names[0], batch: 5, tolerance: 1e-12)
  }

  /// Vectors are rounded to about 254 steps of their range by the same rule here and there.
  /// Where rounding errors of single precision put a number on the other side of the middle between two
  /// steps, an answer is off by about what the step weighs; that must be rare, and all else as exact as
  /// in single precision.
  @Test func answersInInt8AsTheInterpreter() throws {
    try test(
      ["EachPrecision"], .int8, on: HostTargets.names(for: .int8).last!, batch: 5, threads: 2,
      oneIn: 20, differsBy: 0.02)
  }

  /// Fast activations are off by up to 5e-7 each, a tenth of the bound. Most are by far less, and of either
  /// sign, so that the bound holds here, too; answers are found within a tenth of it. What the optimiser makes
  /// of them is swept by `MathSweepTests`.
  @Test(arguments: [(HostTargets.names[0], Precision.f32), (HostTargets.names.last!, .bf16)])
  func answersWithFastActivationsAsTheInterpreter(_ name: String, _ precision: Precision) throws {
    try test(
      ["EachPrecision"], precision, on: name, batch: 5, activations: .fast, isOptimised: false)
  }

  /// What is asked of a model at once.
  private struct Round {
    /// The time steps of sequences.
    let steps: Int
    /// How many inputs a batch has; nil for an input without a batch axis.
    var rows: Int?
    /// Whether the inputs of a batch differ in length.
    var isUneven = false

    static let alone = [1, 7, 18].map { Round(steps: $0) }
    /// Fewer and more rows than a batch has.
    static let batches =
      zip([1, 7, 18], [3, 8, 33]).map { Round(steps: $0, rows: $1) }
      + zip([9, 18], [4, 33]).map { Round(steps: $0, rows: $1, isUneven: true) }

    /// The time steps of a row's sequences, of each length by its name.
    func steps(_ row: Int) -> (String) -> Int {
      guard isUneven else { return { _ in steps } }
      return { name in 1 + (5 * row + 3 * name.utf8.reduce(0) { $0 + Int($1) }) % steps }
    }
  }

  private func test(
    _ folders: [String], _ precision: Precision, on target: String, batch: Int = 1,
    threads: Int = 1, activations: Activations = .accurate, secondCache: Int? = nil,
    isOptimised: Bool = true, tolerance: Double = tolerance, oneIn rarity: Int = .max,
    differsBy bound: Double = 0
  ) throws {
    var options = EmissionOptions(
      target: try #require(TargetDescription.named(target)), precision: precision)
    options.batch = batch
    options.threads = threads
    options.activations = activations
    if let secondCache { options.target.secondCache = secondCache }
    let files = try folders.flatMap {
      try FileManager.default.contentsOfDirectory(
        at: Self.folder.appending(path: $0), includingPropertiesForKeys: nil)
    }.filter { $0.pathExtension == "recur" }.sorted { $0.path < $1.path }
    // What the optimiser makes of kernels is seen on the other targets.
    try test(
      files, options, isOptimised: isOptimised && target != HostTargets.names[0],
      tolerance: tolerance, oneIn: rarity, differsBy: bound)
  }

  private func test(
    _ files: [URL], _ options: EmissionOptions, isOptimised: Bool = true,
    tolerance: Double = tolerance, oneIn rarity: Int = .max, differsBy bound: Double = 0
  ) throws {
    let specs = try files.map {
      try compile(
        specAt: $0.path(percentEncoded: false), precision: options.precision,
        batch: options.batch)
    }
    let built = try BuiltModels(specs, options, flags: isOptimised ? [] : ["-Onone"])
    let rounds = Round.alone + (options.isBatched ? Round.batches : [])
    var answers = 0
    var different = 0
    for model in specs.flatMap(\.models) {
      for (index, round) in rounds.enumerated() {
        for (name, difference) in try differences(model, options, index, round, built) {
          answers += 1
          if difference <= tolerance { continue }
          different += 1
          #expect(difference <= bound, "\(model.name).\(name) round \(index): \(difference)")
        }
      }
    }
    #expect(different <= answers / rarity, "\(different) of \(answers)")
  }

  /// How far each output is from the interpreter's, for each row.
  private func differences(
    _ model: CompiledModel, _ options: EmissionOptions, _ index: Int, _ round: Round,
    _ built: BuiltModels
  ) throws -> [(name: String, difference: Double)] {
    let name = model.name.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
    var random = SplitMix(seed: UInt64(index) &* 7919 &+ name)
    let weights = random.weights(of: model.lowered)
    let rows = (0..<(round.rows ?? 1)).map { row in
      random.inputs(of: model.lowered, steps: round.steps(row))
    }
    let interpreter = try Interpreter(model.lowered, weights: weights, precision: options.precision)
    let expected = joined(try rows.map { try interpreter.evaluate($0) }, round)
    let given = round.isUneven ? batch(of: rows, for: model.lowered) : joined(rows, round)
    let questions = Set([1, options.threads]).sorted().map { threads in
      BuiltModels.Question(
        model, weights: weights, inputs: given, .predict(threads: threads))
    }
    return try built.answers(questions).flatMap { answers in
      try expected.sorted { $0.key < $1.key }.flatMap { name, tensor in
        let answer = try #require(answers[name])
        let rows = try differences(answer, tensor, rows: rows.count, "\(model.name).\(name)")
        return rows.map { (name, $0) }
      }
    }
  }

  /// How far each row of an answer is from what is expected.
  private func differences(
    _ answer: HostTensor, _ expected: Tensor, rows: Int, _ name: Comment
  ) throws -> [Double] {
    #expect(answer.shape == expected.shape, name)
    guard answer.shape == expected.shape else { return [.infinity] }
    let differences = zip(try answer.numbers(), expected.elements).map {
      $0.isNaN && $1.isNaN ? 0 : abs($0 - $1)
    }
    let size = max(differences.count / rows, 1)
    return stride(from: 0, to: differences.count, by: size).map { start in
      let row = differences[start..<start + size]
      return row.reduce(0) { $0.isNaN || $0 > $1 ? $0 : $1 }
    }
  }

  /// The only row, or a batch of all rows.
  private func joined(_ rows: [[String: Tensor]], _ round: Round) -> [String: Tensor] {
    round.rows == nil ? rows[0] : batch(of: rows)
  }
}
