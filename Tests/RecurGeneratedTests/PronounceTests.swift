import Foundation
import RecurWeights
import Testing

/// `Pronounce` with its trained weights says what the package that it comes from says.
@Suite struct PronounceTests {
  private static let models = EmittedModel.runnable.filter { $0.name == "Pronounce" }

  @Test(arguments: models)
  func saysEveryWordAsTheReference(model: EmittedModel) throws {
    let signature = try ModelSignature(json: model.signature)
    let weights = Repository.root.appending(path: "Sources/Models/Pronounce.safetensors")
    let binding = try WeightBinding(
      signature.parameters, in: SafetensorsFile(path: weights.path(percentEncoded: false)))
    let loaded = try model.load(binding.floats)
    let letters = try #require(signature.inputs[0].vocabulary)
    let phonemes = try #require(signature.outputs[0].vocabulary)
    let numbers = Dictionary(
      uniqueKeysWithValues: zip(letters.entries, 0..<Int32(letters.entries.count)))
    let unknown = Int32(try #require(letters.unknown))
    let end = Int32(try #require(letters.end))

    let fixture = Repository.root.appending(path: "Tests/Fixtures/pronounce.tsv")
    let lines = try String(contentsOf: fixture, encoding: .utf8).split(separator: "\n")
    #expect(lines.count >= 2_000)
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let word = fields[0].lowercased().map { numbers[String($0)] ?? unknown } + [end]
      let answer = try loaded.answer(Values(tokens: word)).tokens
      let spelled = answer.map { phonemes.entries[Int($0)] }.joined(separator: " ")
      #expect(spelled == fields[1], "\(fields[0])")
    }
  }
}
