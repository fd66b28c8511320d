import RecurWeights
import Testing

@testable import RecurBinary

@Suite struct AnswerPrinterTests {
  @Test func numbersHaveNamesAndTheBestEntry() throws {
    let answers = try TensorAnswerer(Summer.signature, model: Summer.run).answer(
      TensorAnswererTests.single)
    #expect(
      try AnswerPrinter(Summer.signature.outputs).lines(answers) == [
        "sums: 1.0 2.0; 4.0 6.0; 9.0 12.0", "label: 0.5 -1.0 (bad)",
      ])
  }

  @Test func charactersAreJoinedWithNothingBetween() throws {
    let output = ModelSignature.Value(
      name: "text", isSequence: true, tokens: 2,
      vocabulary: .init(entries: ["a", "b"], split: .characters))
    let answers = ["text": HostTensor([1, 0, 1] as [Int32], shape: [3])]
    #expect(try AnswerPrinter([output]).lines(answers) == ["bab"])
  }

  @Test func tokensWithoutAVocabularyAreNumbers() throws {
    let output = ModelSignature.Value(name: "ids", isSequence: true, tokens: 9)
    let answers = ["ids": HostTensor([7, 8] as [Int32], shape: [2])]
    #expect(try AnswerPrinter([output]).lines(answers) == ["7 8"])
  }

  @Test func wordsAreSplitAtWhiteSpaceAndUnknownOnesReplaced() throws {
    let signature = ModelSignature(
      model: "M",
      inputs: [
        .init(
          name: "review", isSequence: true, tokens: 3,
          vocabulary: .init(entries: ["?", "good", "film"], split: .words, unknown: 0))
      ], outputs: [], parameters: [])
    let encoder = try #require(TokenEncoder(signature))
    #expect(
      try encoder.inputs("  a good\tfilm ") == [
        "review": HostTensor([0, 1, 2] as [Int32], shape: [3])
      ])
    #expect(
      try encoder.sequence("good\u{3000}film\r\n\u{b}film\u{85}\u{1f}") == [1, 2, 2, 0])
    #expect(throws: RecurFault.self) { try encoder.inputs(" ") }
  }

  @Test(arguments: [
    "abba", "a\r\nb", "ab\r\n\r\n", "e\u{301}a", "aé", "é", "a\u{301}", "🇩🇪🇫🇷a", "a👩‍👩‍👧b",
    "1\u{fe0f}\u{20e3}1", "\r", "\n\r", "a\u{200d}b", "", "\u{0}a",
  ])
  func everyCharacterIsAnEntry(_ text: String) throws {
    let entries = [
      "?", "a", "b", "\r\n", "\r", "\n", "é", "🇩🇪", "👩‍👩‍👧", "1\u{fe0f}\u{20e3}", "1", "\u{0}",
    ]
    let encoder = try #require(
      TokenEncoder(
        ModelSignature.Value(
          name: "x", isSequence: true, tokens: entries.count,
          vocabulary: .init(entries: entries, split: .characters, unknown: 0))))
    var tokens: [Int32] = []
    try encoder.encode(text, to: &tokens)
    #expect(tokens == text.map { Int32(entries.firstIndex(of: String($0)) ?? 0) })
  }
}
