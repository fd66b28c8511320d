import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurEmit
import RecurTestSupport
import RecurWeights
import Testing

/// Emitted trainers take the steps that PyTorch takes: the losses of 100 steps with each optimizer, of an LSTM
/// and a GRU, are those that `Fixtures/record_training.py` has recorded.
@Suite struct TrainingTests {
  /// The bound on the difference over the loss: both compute in single precision, whose roundings grow from
  /// step to step.
  static let tolerance = 1e-4

  /// What the script has written.
  private struct Recorded: Decodable {
    struct Tensor: Decodable {
      let shape: [Int]
      let elements: [Float]
      var host: HostTensor { HostTensor(elements, shape: shape) }
    }
    struct Cell: Decodable {
      let weights: [String: Tensor]
      let cases: [Case]
    }
    struct Case: Decodable {
      let optimizer: String
      let clip: String
      let losses: [Double]
    }
    let batch: Int
    let lengths: [Int32]
    let x: Tensor
    let target: Tensor
    let cells: [String: Cell]
  }

  @Test(arguments: [HostTargets.names[0], HostTargets.names.last!])
  func lossesArePyTorchs(_ target: String) throws {
    let fixture = SwiftCompiler.repository.appending(path: "Tests/Fixtures/pytorch_training.json")
    let recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: fixture))
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-training-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func path(_ name: String) -> String {
      folder.appending(path: name).path(percentEncoded: false)
    }
    let cells = recorded.cells.sorted { $0.key < $1.key }
    let cases = cells.flatMap { cell in cell.value.cases.map { (cell.key, $0) } }
    let names = cases.indices.map { "Case\($0)" }
    let models = zip(names, cases).map { name, item in
      """
      model \(name) {
        input x: sequence of [3]
        h = \(item.0)(6)(x)
        output y = dense(h, 2)
        train {
          target truth: sequence of [2]
          loss squaredError(y, truth)
          optimizer \(item.1.optimizer)
          \(item.1.clip)
          batch \(recorded.batch)
        }
      }
      """
    }
    try models.joined(separator: "\n").write(
      toFile: path("Cases.recur"), atomically: true, encoding: .utf8)
    var options = EmissionOptions(target: try #require(TargetDescription.named(target)))
    options.isTraining = true
    var files = emitModule([try compile(specAt: path("Cases.recur"))], with: options)
    let runs = zip(names, cases).map { name, item in
      "try print(losses\(name)(SafetensorsFile(path: \"\(path("\(item.0).safetensors"))\")))"
    }
    let program = names.map { Self.function($0, recorded) } + runs
    files.append(
      EmittedFile(
        name: "main.swift", text: "import RecurBinary\n" + program.joined(separator: "\n")))
    for file in files {
      try file.text.write(toFile: path(file.name), atomically: true, encoding: .utf8)
    }
    for (name, cell) in cells {
      var tensors = cell.weights.mapValues(\.host)
      tensors["x"] = recorded.x.host
      tensors["truth"] = recorded.target.host
      try SafetensorsWriter.write(tensors, to: path("\(name).safetensors"))
    }
    try SwiftCompiler.build(
      files.map { folder.appending(path: $0.name) }, flags: options.target.compilerFlags,
      to: folder.appending(path: "cases"))
    let lines = try SwiftCompiler.run(path("cases"), [], in: folder).split(separator: "\n")
    try #require(lines.count == cases.count)
    for (line, (cell, item)) in zip(lines, cases) {
      let losses = line.split(separator: " ").compactMap { Double($0) }
      #expect(losses.count == item.losses.count)
      let worst = zip(losses, item.losses).map { abs($0 - $1) / $1 }.max() ?? .infinity
      #expect(worst <= Self.tolerance, "\(cell) \(item.optimizer) \(item.clip): \(worst)")
    }
  }

  /// A function that takes 100 steps and returns their losses in one line. From the middle on another trainer
  /// goes on from a snapshot, whose losses must be the same to the bit.
  private static func function(_ model: String, _ recorded: Recorded) -> String {
    """
    func losses\(model)(_ given: SafetensorsFile) throws -> String {
      var trainer = try \(model).Trainer { path, _ in try given.tensor(path).floats() }
      var other = \(model).Trainer { _, shape in [Float](repeating: 1, count: shape.reduce(1, *)) }
      let x = try given.tensor("x").floats()
      let truth = try given.tensor("truth").floats()
      let lengths: [Int32] = \(recorded.lengths)
      let count = \(recorded.batch)
      var losses: [String] = []
      for step in 0..<100 {
        let rows = step % (lengths.count / count)
        let own = Array(x[rows * x.count / 3..<(rows + 1) * x.count / 3])
        let meant = Array(truth[rows * truth.count / 3..<(rows + 1) * truth.count / 3])
        let steps = Array(lengths[rows * count..<(rows + 1) * count])
        let loss = try trainer.step(count: count, x: own.span, truth: meant.span, xLengths: steps.span)
        losses.append("\\(loss)")
        if step == 49 { try other.restore(trainer.snapshot()) }
        if step < 50 { continue }
        let same = try other.step(count: count, x: own.span, truth: meant.span, xLengths: steps.span)
        guard same == loss, other.weight("h.Un") == trainer.weight("h.Un") else { return "\\(step) differs" }
      }
      return losses.joined(separator: " ")
    }
    """
  }
}
