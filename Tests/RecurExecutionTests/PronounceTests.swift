import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurTestSupport
import Testing

/// How many words `Pronounce` says otherwise where its matrices take fewer bytes.
@Suite struct PronounceTests {
  /// Of 2,502 words, 5 change in bfloat16 and 30 in 8 bits (x86-64-v4). The bounds leave room for words
  /// that are close calls, which the roundings of another processor may decide otherwise.
  @Test(arguments: [(Precision.bf16, 8), (.int8, 35)])
  func fewWordsChange(_ precision: Precision, _ bound: Int) throws {
    let models = SwiftCompiler.repository.appending(path: "Sources/Models")
    let spec = try compile(
      specAt: models.appending(path: "Pronounce.recur").path(percentEncoded: false),
      precision: precision)
    let target = try #require(TargetDescription.named(HostTargets.names(for: precision).last!))
    let built = try BuiltModels([spec], EmissionOptions(target: target, precision: precision))
    let standardInput = "-"
    let recorded = try String(
      contentsOf: SwiftCompiler.repository.appending(path: "Tests/Fixtures/pronounce.tsv"),
      encoding: .utf8
    ).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }.filter { $0[0] != standardInput }
    let weights = models.appending(path: "Pronounce.safetensors").path(percentEncoded: false)
    let answers = try built.run(["Pronounce", "--weights", weights, "--"] + recorded.map { $0[0] })
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(recorded.count == 2_501 && answers.count == recorded.count + 1)
    let different = zip(recorded, answers).count { $0[1] != $1 }
    #expect(different <= bound)
  }
}
