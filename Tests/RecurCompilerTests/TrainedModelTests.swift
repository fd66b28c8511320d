import Foundation
import RecurEmit
import RecurLanguage
import Testing

@testable import RecurCompiler

/// A model answers the same whether its spec says how it is trained or not.
@Suite struct TrainedModelTests {
  /// States, a value and a layer that the loss alone reads.
  private static let model = """
    model M {
      input x: sequence of [3]
      h = LSTM(4)(x)
      m = dense(h.last, 1)
      l = dense(h, 2)
      output y: sequence of [2] = softmax(l)
    """
  private static let training = """
      train {
        target t: sequence of token(2)
        loss crossEntropy(y, t) + squaredError(h.states.c, 0) + sum(m) * sum(h.final.c)
      }
    """

  @Test(arguments: TargetDescription.table) func emittedCodeIsTheSame(
    _ target: TargetDescription
  ) throws {
    var options = EmissionOptions(target: target)
    options.batch = 8
    let (plain, trained) = (
      try Self.emitted(Self.model + "\n}\n", options),
      try Self.emitted(Self.model + "\n\n" + Self.training + "\n}\n", options)
    )
    #expect(!plain.isEmpty)
    #expect(plain == trained)
  }

  /// A step of training takes as many examples as a batch may have.
  @Test func batchesAreWhatCanBeEmitted() {
    for number in [0, 1, 1024, 1025] {
      let option = TrainingParameter.options.first { $0.name == "batch" }
      #expect(option?.range.contains(Double(number)) == EmissionOptions.batches.contains(number))
    }
  }

  private static func emitted(_ text: String, _ options: EmissionOptions) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "M.recur")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let spec = try compile(specAt: file.path(percentEncoded: false), batch: options.batch)
    #expect((spec.models[0].training != nil) == text.contains("train"))
    return emitModule([spec], with: options).map(\.text)
  }
}
