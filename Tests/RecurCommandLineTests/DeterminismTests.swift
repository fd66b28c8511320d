import Foundation
import RecurTestSupport
import Testing

/// What is emitted depends on nothing but the spec and the options.
@Suite struct DeterminismTests {
  /// Each process hashes in an order of its own, so that each must be asked anew.
  @Test func everyProcessEmitsTheSame() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-determinism-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Kernels that read several numbers from outside, and as many values of each sort.
    try """
    model Draws {
      input a, b, c, d: []
      input x: sequence of [5]
      h = stack(GRU(7), LSTM(6), FastGRNN(5))(x)
      output y = (a * h + b) * (c - d * h) + a * MeanPool(5)(h)
      output t = sample(softmax(dense(h, 9) / a), Random(sum(x)), topK: 4)
    }
    """.write(to: folder.appending(path: "draws.recur"), atomically: true, encoding: .utf8)
    let program = try RecurProgram.path()
    let texts = try (0..<5).map { number in
      let output = "out\(number)"
      _ = try SwiftCompiler.run(
        program, ["generate", "draws.recur", "--batch", "3", "-o", output], in: folder)
      return try ["draws.swift", "RecurSupport.swift"].map {
        try String(contentsOf: folder.appending(path: "\(output)/\($0)"), encoding: .utf8)
      }
    }
    #expect(texts.allSatisfy { $0 == texts[0] })
  }
}
