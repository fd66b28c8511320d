import RecurTraining
import RecurWeights
import Testing

@Suite struct TextReaderTests {
  private static let next = [
    Sample.text("x", Sample.letters, length: "n"),
    Sample.text("y", Sample.letters, isTarget: true, length: "n"),
  ]

  @Test func aTextIsCutIntoWindowsWhoseTargetIsOneTokenLater() throws {
    let examples = try read([("a.txt", "abcab ca")], Self.next) { $0.window = 3 }
    #expect(examples.tokens(0) == [[0, 1, 2], [0, 1, 3], [2]])
    #expect(examples.tokens(1) == [[1, 2, 0], [1, 3, 2], [0]])
  }

  @Test func oneTokenLeftOverIsNoExample() throws {
    let examples = try read([("a.txt", "abca")], Self.next) { $0.window = 3 }
    #expect(examples.tokens(0) == [[0, 1, 2]])
    #expect(examples.tokens(1) == [[1, 2, 0]])
  }

  @Test func aWindowHas128TokensUnlessOptionsTell() throws {
    let text = String(repeating: "ab", count: 100)
    #expect(try read([("a.txt", text)], Self.next).columns[0].steps == [128, 71])
  }

  @Test func filesAreOneStream() throws {
    let examples = try read([("a.txt", "\u{feff}ab\n"), ("b", "c")], Self.next)
    #expect(examples.tokens(0) == [[0, 1]])
    #expect(examples.tokens(1) == [[1, 2]])
  }

  @Test func lineEndsAreEntriesWhereTheVocabularyHasThem() throws {
    let letters = ModelSignature.Vocabulary(entries: ["a", "\n"], split: .characters)
    let values = [
      Sample.text("x", letters, length: "n"),
      Sample.text("y", letters, isTarget: true, length: "n"),
    ]
    let examples = try read([("a.txt", "a\r\na\n\na\n")], values)
    #expect(examples.tokens(0) == [[0, 1, 0, 1, 1, 0]])
    #expect(examples.tokens(1) == [[1, 0, 1, 1, 0, 1]])
  }

  @Test func linesAreExamplesWithAnEnd() throws {
    let values = [
      Sample.text("x", Sample.words, length: "n"),
      Sample.text("y", Sample.words, isTarget: true, length: "n"),
    ]
    let text = "Good film\r\n\n  \nbad unheard film\nbad"
    let examples = try read([("a.txt", text)], values) { $0.lines = true }
    #expect(examples.tokens(0) == [[1, 3], [2, 4, 3], [2]])
    #expect(examples.tokens(1) == [[3, 0], [4, 3, 0], [0]])
    let cut = try read([("a.txt", text)], values) {
      $0.lines = true
      $0.window = 2
    }
    #expect(cut.tokens(0) == [[1, 3], [2, 4], [3], [2]])
    #expect(cut.tokens(1) == [[3, 0], [4, 3], [0], [0]])
  }

  @Test func lettersAreCharactersInAnyForm() throws {
    let examples = try read([("a.txt", "e\u{301}aéb")], Self.next)
    #expect(examples.tokens(0) == [[4, 0, 4]])
  }

  @Test func aModelWithoutATargetIsGivenTheText() throws {
    let examples = try read([("a.txt", "abc")], [Sample.text("x", Sample.letters)]) {
      $0.window = 2
    }
    #expect(examples.tokens(0) == [[0, 1], [2]])
  }

  @Test func aFixedLengthIsTheWindow() throws {
    let values = [
      Sample.text("x", Sample.letters, fixed: 2),
      Sample.text("y", Sample.letters, isTarget: true, fixed: 2),
    ]
    #expect(try read([("a.txt", "abcabc")], values).tokens(0) == [[0, 1], [2, 0]])
    #expect(throws: RecurFault("'x' takes 2 time steps: no window of 3")) {
      try read([("a.txt", "abcabc")], values) { $0.window = 3 }
    }
  }

  @Test(arguments: [
    (
      "ab\nabX\n",
      "'a.txt', line 1: line ends are not in the vocabulary of 'x'; each line may be "
        + "an example of its own (--lines)"
    ),
    ("abX", "'a.txt', line 1: 'X' (entry 3 of the text) is not in the vocabulary of 'x'"),
    ("a\u{7}", "'a.txt', line 1: '\\u{07}' (entry 2 of the text) is not in the vocabulary of 'x'"),
    ("", "there is no example in 'a.txt'"),
    ("a\n", "there is no example in 'a.txt'"),
  ])
  func faultsNameFileAndLine(_ text: String, _ message: String) {
    #expect(throws: RecurFault(message)) { try read([("a.txt", text)], Self.next) }
  }

  @Test func whatIsNotUTF8IsRefused() {
    #expect(throws: RecurFault("'a.txt', line 2: it is not UTF-8")) {
      try read(bytes: [("a.txt", Array("a\n".utf8) + [0xff])], Self.next) { $0.lines = true }
    }
    let message =
      "'a.bin', line 1: it is not UTF-8; what is no text is in .tsv, .csv, .safetensors, .npz or .npy files"
    #expect(throws: RecurFault(message)) { try read(bytes: [("a.bin", [0xff])], Self.next) }
  }

  private static let others =
    "give a table (.tsv, .csv) with a column for each, or tensors (.safetensors, .npz)"

  @Test(arguments: [
    (
      [Sample.series("x"), Sample.series("z")],
      "a text is for a model with one input, a sequence of tokens of a vocabulary; this one takes "
        + "'x', 'z': \(others)"
    ),
    (
      [Sample.text("x", Sample.letters), Sample.token("mood", 2)],
      "a text cannot tell 'mood', which is no sequence of tokens like 'x': \(others)"
    ),
    (
      [
        Sample.text("x", Sample.letters, length: "n"),
        Sample.text("y", Sample.words, isTarget: true, length: "n"),
      ],
      "a text cannot tell 'y', which is no sequence of tokens like 'x': \(others)"
    ),
    (
      [
        Sample.text("x", Sample.letters, length: "n"),
        Sample.text("y", Sample.letters, isTarget: true, length: "m"),
      ],
      "'y' is not as long as 'x', so that one text cannot tell both: give pairs, a table (.tsv, .csv) "
        + "with the columns 'x' and 'y'"
    ),
    (
      [Sample.text("x", Sample.letters), Sample.token("a", 2), Sample.token("b", 2)],
      "a text cannot tell 'a', 'b': \(others)"
    ),
  ])
  func modelsThatAreNotForTextAloneAreRefused(_ values: [ExampleValue], _ message: String) {
    #expect(throws: RecurFault(message)) { try read([("a.txt", "abc")], values) }
  }
}
