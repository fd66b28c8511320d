import Foundation
import RecurGraph
import RecurLanguage
import RecurLowering
import Testing

/// The shipped pronunciation model with its trained weights, in the interpreter, against the answers
/// of the package that the weights come from.
///
/// Every hundredth word, since a debug build takes about a tenth of a second for each.
@Suite struct PronounceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let models = root.appending(path: "Sources/Models")

  @Test func interpreterPronouncesAsTheReference() throws {
    let path = Self.models.appending(path: "Pronounce.recur")
    let checked = check(try String(contentsOf: path, encoding: .utf8), path: "Pronounce.recur") {
      try String(contentsOf: Self.models.appending(path: $0), encoding: .utf8)
    }
    let graph = lower(try #require(checked.program?.models.first))
    let letters = try #require(graph.inputs[0].vocabulary)
    let phonemes = try #require(graph.outputs[0].vocabulary)
    let file = Self.models.appending(path: "Pronounce.safetensors")
    let weights = try TrainedTensors(contentsOf: file).weights(of: graph)
    let interpreter = try Interpreter(graph, weights: weights)

    let fixture = Self.root.appending(path: "Tests/Fixtures/pronounce.tsv")
    let lines = try String(contentsOf: fixture, encoding: .utf8).split(separator: "\n")
    #expect(lines.count >= 2000)
    for index in stride(from: 0, to: lines.count, by: 100) {
      let fields = lines[index].split(separator: "\t", omittingEmptySubsequences: false)
      let word = tokens(of: String(fields[0]), letters)
      let answer = try interpreter.evaluate(["word": .vector(word)])
      let spoken = try #require(answer["phonemes"]).elements.map { phonemes.entries[Int($0)] }
      #expect(spoken.joined(separator: " ") == fields[1], "\(fields[0])")
    }
  }

  private func tokens(of word: String, _ vocabulary: Vocabulary) -> [Double] {
    let text = vocabulary.lowercased ? word.lowercased() : word
    let found = text.map { vocabulary.entries.firstIndex(of: String($0)) ?? vocabulary.unknown! }
    return (found + [vocabulary.end].compactMap(\.self)).map(Double.init)
  }
}
