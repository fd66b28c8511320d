import RecurGradientSupport
import RecurGraph
import RecurPasses
import RecurTemplates
import RecurTestSupport
import Testing

@testable import RecurEmit

/// Each `Cases/WHAT.ir`, optimised, is emitted as the `.swift.expected` of each target beside it.
@Suite struct EmitGoldenTests {
  static let golden = Golden("Cases", filter: "EmitGoldenTests")

  @Test(arguments: golden.cases(".ir"), ["portable", "x86-64-v4"])
  func emitsTheExpectedSource(_ name: String, _ target: String) throws {
    let file = try #require(emitted(name, target).first)
    try Self.golden.expect(file.text, at: "\(name).\(target).swift.expected")
  }

  @Test(arguments: Precision.allCases.filter(\.isReduced))
  func emitsTheExpectedSourceInFewerBytes(_ precision: Precision) throws {
    let name = "lstm-with-a-dense-layer"
    let files = try emitted(name, "x86-64-v4", precision)
    try Self.golden.expect(files[0].text, at: "\(name).\(precision).swift.expected")
  }

  @Test func emitsTheExpectedSourceInDoublePrecision() throws {
    let name = "lstm-with-a-dense-layer"
    let files = try emitted(name, "portable", .f64)
    try Self.golden.expect(files[0].text, at: "\(name).f64.swift.expected")
    for file in files { #expect(!file.text.contains("Float")) }
  }

  /// A spec may call an input or a weight like what is replaced.
  @Test func doublePrecisionLeavesNamesAlone() {
    let text = """
      /// "floats
      static let signature = ##\"""
        { "name": "Float", "path": "floats.F32x4" }
        \"""##
      let a: Float = try given["floats"].floats(), b = "a \\"Float\\" of \\(a)", c: F32x4
      """
    let file = EmittedFile(name: "A.swift", text: text)
    #expect(file.holding(.f32) == file)
    #expect(
      file.holding(.f64).text == """
        /// "floats
        static let signature = ##\"""
          { "name": "Float", "path": "floats.F32x4" }
          \"""##
        let a: Double = try given["floats"].doubles(), b = "a \\"Float\\" of \\(a)", c: F64x4
        """)
  }

  @Test func emitsTheExpectedSourceForBatches() throws {
    let name = "lstm-with-a-dense-layer"
    let files = try emitted(name, "x86-64-v4", batch: 5)
    try Self.golden.expect(files[0].text, at: "\(name).batch.swift.expected")
  }

  @Test func emitsTheExpectedSourceForThreads() throws {
    let name = "lstm-with-a-dense-layer"
    let files = try emitted(name, "x86-64-v4", threads: 2)
    try Self.golden.expect(files[0].text, at: "\(name).threads.swift.expected")
  }

  /// What trains: the gradient of the sum of the squares of all answers.
  @Test func emitsTheExpectedSourceForTraining() throws {
    let name = "lstm-with-a-dense-layer"
    let graph = try Graph(parsing: Self.golden.text("\(name).ir")).ofSquares
    let plan = Pass.batchPlan(rows: 5)
    let training = EmittableTraining(
      gradient: try Pass.run(plan, on: graph.differentiated(graph.body.results[0])),
      loss: try Pass.run(plan, on: graph), limit: 5,
      method: EmittableMethod(
        optimizer: "adam",
        numbers: ["rate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "decay": 0],
        clips: [(.norm, 1), (.each, 0.5), (.value, 0.1)]))
    let files = try emitted(name, "x86-64-v4", training: training)
    try Self.golden.expect(files[0].text, at: "\(name).training.swift.expected")
  }

  /// Kernels stay as they are; the functions that they call change.
  @Test(arguments: [
    ("portable", "recur_min_positive4"), ("arm64", "recur_min_positive4"),
    ("x86-64-v3", "recur_min_positive8"), ("x86-64-v4", "recur_fast_tanh_coefficient16"),
  ])
  func emitsOtherFunctionsForFastActivations(_ target: String, _ step: String) throws {
    let name = "lstm-with-a-dense-layer"
    let accurate = try emitted(name, target)
    let fast = try emitted(name, target, activations: .fast)
    for (old, new) in zip(accurate, fast) {
      let first = try #require(new.text.split(separator: "\n").first)
      #expect(first.contains(" for \(target) with fast activations"))
      #expect(!old.text.contains(step))
    }
    #expect(
      fast[0].text
        == accurate[0].text.replacing(
          " for \(target).", with: " for \(target) with fast activations."))
    #expect(fast[1].text.contains(step))
    #expect(fast[1].text.contains("func tanh(") && fast[1].text.contains("func sigmoid("))
  }

  /// A snapshot is known by the same key to code for any processor and precision.
  @Test func snapshotsHaveOneKey() throws {
    let targets = ["portable", "arm64", "x86-64-v3", "x86-64-v4"]
    let keys = try targets.flatMap { target in
      try [Precision.f32, .bf16, .int8].map { precision in
        let text = try emitted("lstm-with-a-dense-layer", target, precision)[0].text
        return try #require(text.firstMatch(of: #/streamSnapshot\(.*key: (\d+)\)/#)?.1)
      }
    }
    #expect(keys.count == 12 && Set(keys).count == 1)
    let other = try emitted("the-state-multiplied-last", "portable")[0].text
    let otherKey = try #require(other.firstMatch(of: #/streamSnapshot\(.*key: (\d+)\)/#)?.1)
    #expect(otherKey != keys[0])
  }

  @Test(arguments: golden.cases(".ir"))
  func emitsTheSameBytesEachTime(_ name: String) throws {
    #expect(try emitted(name, "x86-64-v3") == emitted(name, "x86-64-v3"))
  }

  private func emitted(
    _ name: String, _ target: String, _ precision: Precision = .f32, batch: Int = 1,
    threads: Int = 1, activations: Activations = .accurate, training: EmittableTraining? = nil
  ) throws -> [EmittedFile] {
    let graph = try Graph(parsing: Self.golden.text("\(name).ir"))
    let model = EmittableModel(
      sequence: try Pass.run(Pass.sequencePlan, on: graph),
      stream: try? Pass.run(Pass.streamPlan, on: graph), notCausal: nil,
      batch: try Pass.run(Pass.batchPlan(rows: max(batch, 2)), on: graph), training: training,
      documentation: "A case.", signature: "{}")
    var options = EmissionOptions(
      target: try #require(TargetDescription.named(target)), precision: precision)
    options.batch = batch
    options.threads = threads
    options.activations = activations
    return emit(
      [EmittableSpec(fileName: "\(graph.name).recur", models: [model])], with: options,
      version: "0")
  }
}
