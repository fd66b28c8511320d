import RecurTraining
import RecurWeights
import Testing

/// Tables whose rows are time steps.
@Suite struct SeriesTests {
  private static let forecast = [Sample.series("x", [2]), Sample.series("y", isTarget: true)]
  private static let text = "x0,x1,y\n1,2,3\n4,5,6\n7,8,9\n10,11,12\n13,14,15\n"

  @Test func rowsOfSingleNumbersAreTimeSteps() throws {
    let examples = try read([("a.csv", Self.text)], Self.forecast) { $0.window = 2 }
    #expect(examples.numbers(0) == [[1, 2, 4, 5], [7, 8, 10, 11], [13, 14]])
    #expect(examples.numbers(1) == [[3, 6], [9, 12], [15]])
  }

  @Test func windowsMayOverlap() throws {
    let examples = try read([("a.csv", Self.text)], Self.forecast) {
      $0.window = 3
      $0.stride = 1
    }
    #expect(examples.numbers(1) == [[3, 6, 9], [6, 9, 12], [9, 12, 15]])
    let apart = try read([("a.csv", Self.text)], Self.forecast) {
      $0.window = 1
      $0.stride = 3
    }
    #expect(apart.numbers(1) == [[3], [12]])
  }

  @Test func aWindowHas64RowsUnlessOptionsTell() throws {
    let text = "x\n" + String(repeating: "1\n", count: 100)
    #expect(try read([("a.csv", text)], [Sample.series("x")]).columns[0].steps == [64, 36])
  }

  @Test func theSameColumnIsReadAhead() throws {
    let values = [Sample.series("x"), Sample.series("next", isTarget: true)]
    let examples = try read([("a.csv", "temp\n1\n2\n3\n4\n5\n6\n")], values) {
      $0.columns = ["x": ["temp"], "next": ["temp"]]
      $0.ahead = ["next": 2]
      $0.window = 3
    }
    #expect(examples.numbers(0) == [[1, 2, 3], [4]])
    #expect(examples.numbers(1) == [[3, 4, 5], [6]])
  }

  @Test func whatIsNoSequenceIsReadFromTheLastRow() throws {
    let values = [Sample.series("x"), Sample.numbers("y", [2], isTarget: true)]
    let text = "x,y0,y1\n1,10,11\n2,20,21\n3,30,31\n4,40,41\n5,50,51\n"
    let examples = try read([("a.csv", text)], values) {
      $0.ahead = ["y": 1]
      $0.window = 2
    }
    #expect(examples.numbers(0) == [[1, 2], [3, 4]])
    #expect(examples.numbers(1) == [[30, 31], [50, 51]])
  }

  @Test func groupsAreExamples() throws {
    let values = [Sample.series("x"), Sample.token("mood", 3, Sample.moods)]
    let files = [
      ("a.csv", "id,x,mood\nu,1,sad\nv,2,happy\nu,3,sad\n"), ("b.csv", "mood,x,id\nhappy,4,v\n"),
    ]
    let examples = try read(files, values) { $0.group = "id" }
    #expect(examples.numbers(0) == [[1, 3], [2, 4]])
    #expect(examples.tokens(1) == [[1], [0]])
    let cut = try read(files, values) {
      $0.group = "id"
      $0.window = 1
    }
    #expect(cut.numbers(0) == [[1], [3], [2], [4]])
  }

  @Test func tokensMayBeRowsToo() throws {
    let values = [
      Sample.text("word", Sample.words, length: "n"),
      Sample.text("tag", Sample.moods, isTarget: true, length: "n"),
    ]
    let text = "s\tword\ttag\n1\tgood\thappy\n1\tFILM\tNA\n2\tawful\tsad\n"
    let examples = try read([("a.tsv", text)], values) { $0.group = "s" }
    #expect(examples.tokens(0) == [[1, 3], [4]])
    #expect(examples.tokens(1) == [[0, 2], [1]])
  }

  @Test func aSeriesEndsWithItsFile() throws {
    let examples = try read([("a.csv", "x\n1\n2\n"), ("b.csv", "x\n3\n")], [Sample.series("x")])
    #expect(examples.numbers(0) == [[1, 2], [3]])
  }

  @Test func aFixedLengthIsTheWindowAndTheRestIsLeftOut() throws {
    let values = [Sample.series("x", fixed: 2), Sample.series("y", isTarget: true, fixed: 2)]
    let examples = try read([("a.csv", "x,y\n1,2\n3,4\n5,6\n")], values)
    #expect(examples.numbers(0) == [[1, 3]])
    #expect(throws: RecurFault("'x' takes 2 time steps: no window of 3")) {
      try read([("a.csv", "x,y\n1,2\n")], values) { $0.window = 3 }
    }
    #expect(
      throws: RecurFault("'a.csv': there are 1 rows for sequences of 2 time steps")
    ) { try read([("a.csv", "x,y\n1,2\n")], values) }
    #expect(
      throws: RecurFault("'a.csv', group '7': 'x' takes 2 time steps, not 3")
    ) { try read([("a.csv", "x,y,g\n1,2,7\n1,2,7\n1,2,7\n")], values) { $0.group = "g" } }
  }

  @Test func rowsThatLackSomethingMayBeLeftOut() throws {
    let values = [Sample.series("x")]
    let text = "x,g\n1,a\nNA,a\n2,\n3,a\n"
    let examples = try read([("a.csv", text)], values) {
      $0.skipMissing = true
      $0.group = "g"
    }
    #expect(examples.numbers(0) == [[1, 3]])
    #expect(
      throws: RecurFault(
        "'a.csv', line 3, column 'x': 'NA' is no value; --skip-missing leaves such rows out")
    ) { try read([("a.csv", text)], values) }
    #expect(
      throws: RecurFault(
        "'a.csv', line 3, column 'g': the cell is empty; --skip-missing leaves such rows out")
    ) { try read([("a.csv", "x,g\n1,a\n2, \n")], values) { $0.group = "g" } }
  }

  @Test(arguments: [
    (
      "x0,x1,y\n1,2,3\n1,2 2,3\n",
      "'a.csv', line 3, column 'x1': there are 2 values, but 1 in 'x0'"
    ),
    (
      "x0,x1,y\n1,2,3\n1,2,3 4\n",
      "'a.csv', line 3, column 'y': a time step of 'y' has 1 numbers, not 2; "
        + "rows are read as time steps, not as examples (--rows)"
    ),
    ("x0,x1,y\n1,2,3\n", "'a.csv': there are 1 rows; with values 5 rows ahead none is left"),
    ("x0,x1,y\n", "there is no example in 'a.csv'"),
  ])
  func faults(_ text: String, _ message: String) {
    #expect(throws: RecurFault(message)) {
      try read([("a.csv", text)], Self.forecast) { $0.ahead = ["y": 5] }
    }
  }

  @Test func aTokenIsInOneColumn() {
    let values = [
      ExampleValue(ModelSignature.Value(name: "x", isSequence: true, length: 2, tokens: 5))
    ]
    #expect(
      throws: RecurFault("'a.csv', line 2: a token of 'x' is read from 1 column, not 2")
    ) { try read([("a.csv", "x0,x1\n1,2\n")], values) { $0.rows = .steps } }
    #expect(throws: Never.self) { try read([("a.csv", "x0,x1\n1,2\n")], values) }
  }

  @Test func anUnknownGroupIsAFault() {
    #expect(throws: RecurFault("'a.csv': there is no column 'ID'; did you mean 'id'?")) {
      try read([("a.csv", "id,x\n1,2\n")], [Sample.series("x")]) { $0.group = "ID" }
    }
  }
}
