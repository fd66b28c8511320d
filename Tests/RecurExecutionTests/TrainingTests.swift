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
      let truncate: Int?
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
    var cases = cells.flatMap { cell in cell.value.cases.map { ("\(cell.key)(6)", $0) } }
    if target == HostTargets.names[0] {
      // Optimizers are the same everywhere.
      cases = cases.filter { $0.1.optimizer == cases[0].1.optimizer || $0.1.truncate != nil }
    }
    // From the last piece to the first they are the same, too.
    let whole = cases.first { $0.1.truncate == nil }!
    let cut = Recorded.Case(
      optimizer: whole.1.optimizer, clip: "\(whole.1.clip)\nrecompute 3", truncate: nil,
      losses: whole.1.losses)
    cases.append((whole.0, cut))
    // Its state is a matrix; nobody has recorded losses.
    cases.append(
      (
        "LinearAttention(5, 6)",
        Recorded.Case(optimizer: "sgd(rate: 0.01)", clip: "", truncate: 4, losses: [])
      ))
    let names = cases.indices.map { "Case\($0)" }
    let models = zip(names, cases).map { name, item in
      """
      model \(name) {
        input x: sequence of [3]
        h = \(item.0)(x)
        output y = dense(h, 2)
        train {
          target truth: sequence of [2]
          loss squaredError(y, truth)
          metric double = 2 * squaredError(y, truth)
          metric one = 1
          optimizer \(item.1.optimizer)
          \(item.1.clip)
          \(item.1.truncate.map { "truncate \($0)" } ?? "")
          batch \(recorded.batch)
        }
      }
      """
    }
    try models.joined(separator: "\n").write(
      toFile: path("Cases.recur"), atomically: true, encoding: .utf8)
    let options = EmissionOptions(target: try #require(TargetDescription.named(target)))
    let spec = try compile(specAt: path("Cases.recur"))
    let trainers = try spec.models.map { $0.trainer(try #require($0.training).emittable) }
    var files = emit(
      [EmittableSpec(fileName: spec.fileName, models: trainers)], with: options, version: "0")
    let runs = zip(names, cases).map { name, item in
      "try print(losses\(name)(SafetensorsFile(path: \"\(path("\(item.0.prefix { $0 != "(" }).safetensors"))\")))"
    }
    let program =
      zip(names, cases).map { name, item in
        item.1.truncate.map { Self.function(name, recorded, window: $0) }
          ?? Self.function(name, recorded)
      } + runs
    files.append(
      EmittedFile(
        name: "main.swift", text: "import RecurBinary\n" + program.joined(separator: "\n")))
    for file in files {
      try file.text.write(toFile: path(file.name), atomically: true, encoding: .utf8)
    }
    let given = cells.map { ($0.key, $0.value.weights) } + [("LinearAttention", [:])]
    for (name, weights) in given {
      var tensors = weights.mapValues(\.host)
      tensors["x"] = recorded.x.host
      tensors["truth"] = recorded.target.host
      try SafetensorsWriter.write(tensors, to: path("\(name).safetensors"))
    }
    try SwiftCompiler.build(
      files.map { folder.appending(path: $0.name) },
      flags: options.target.compilerFlags + (target == HostTargets.names[0] ? ["-Onone"] : []),
      to: folder.appending(path: "cases"))
    let lines = try SwiftCompiler.run(path("cases"), [], in: folder).split(separator: "\n")
    try #require(lines.count == cases.count)
    for (line, (cell, item)) in zip(lines, cases) where !item.losses.isEmpty {
      let losses = line.split(separator: " ").compactMap { Double($0) }
      #expect(losses.count == item.losses.count)
      let worst = zip(losses, item.losses).map { abs($0 - $1) / $1 }.max() ?? .infinity
      #expect(worst <= Self.tolerance, "\(cell) \(item.optimizer) \(item.clip): \(worst)")
    }
  }

  /// A function that takes 100 steps, one for each piece of the examples of a batch, the longest of which are
  /// the first rows, and returns their losses in one line. Judged piece by piece, the examples have the loss
  /// that they have as a whole.
  private static func function(_ model: String, _ recorded: Recorded, window: Int) -> String {
    """
    func losses\(model)(_ given: SafetensorsFile) throws -> String {
      var trainer = \(model).Trainer(threads: 2) { path, shape in
        (try? given.tensor(path).floats()) ?? (0..<shape.reduce(1, *)).map { 0.1 + 0.1 * Float($0 % 7) }
      }
      let all = try given.tensor("x").floats()
      let allTruth = try given.tensor("truth").floats()
      let lengths: [Int32] = \(recorded.lengths)
      let count = \(recorded.batch)
      let room = all.count / (3 * lengths.count)
      func piece(_ elements: [Float], _ rows: [Int], _ start: Int, _ window: Int, _ size: Int) -> [Float] {
        rows.flatMap { row in elements[(row * room + start) * size..<(row * room + start + window) * size] }
      }
      let few: [Int32] = [1, 1]
      let fewX = piece(all, [0, 1], 0, 1, 3)
      let fewTruth = piece(allTruth, [0, 1], 0, 1, 2)
      _ = try trainer.evaluate(
        count: 1, x: Array(fewX[..<3]).span, truth: Array(fewTruth[..<2]).span,
        xLengths: Array(few[..<1]).span)
      var isRefused = false
      do {
        _ = try trainer.evaluate(
          count: 2, x: fewX.span, truth: fewTruth.span, xLengths: few.span, continuing: true)
      } catch { isRefused = true }
      guard isRefused else { fatalError("two examples went on where one was") }
      var losses: [String] = []
      var batch = 0
      while losses.count < 100 {
        let first = batch % (lengths.count / count) * count
        var rows = (first..<first + count).sorted { lengths[$0] > lengths[$1] }
        batch += 1
        let wholeX = piece(all, rows, 0, room, 3)
        let wholeTruth = piece(allTruth, rows, 0, room, 2)
        let wholeSteps = rows.map { lengths[$0] }
        let whole = try trainer.evaluate(
          count: count, x: wholeX.span, truth: wholeTruth.span, xLengths: wholeSteps.span)
        var judged: (loss: Float, weight: Float) = (0, 0)
        for isLearning in [false, true] {
          rows = (first..<first + count).sorted { lengths[$0] > lengths[$1] }
          for start in stride(from: 0, to: Int(lengths[rows[0]]), by: \(window)) {
            rows = rows.filter { lengths[$0] > start }
            let steps = rows.map { min(lengths[$0] - Int32(start), \(window)) }
            let x = piece(all, rows, start, Int(steps.max()!), 3)
            let truth = piece(allTruth, rows, start, Int(steps.max()!), 2)
            if isLearning {
              let loss = try trainer.step(
                count: rows.count, x: x.span, truth: truth.span, xLengths: steps.span,
                continuing: start > 0)
              losses.append("\\(loss)")
            } else {
              let part = try trainer.evaluate(
                count: rows.count, x: x.span, truth: truth.span, xLengths: steps.span,
                continuing: start > 0)
              judged = (judged.loss + part.loss, judged.weight + part.weight)
            }
          }
        }
        guard abs(judged.loss - whole.loss) < 1e-5 * whole.loss, judged.weight == whole.weight else {
          fatalError("pieces have the loss \\(judged), not \\(whole)")
        }
      }
      return losses.prefix(100).joined(separator: " ")
    }
    """
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
        guard abs(trainer.metric("double")! - 2 * loss) <= 1e-5 * loss, trainer.metric("one") == 1,
          trainer.metric("none") == nil
        else { return "\\(step) has other metrics" }
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
