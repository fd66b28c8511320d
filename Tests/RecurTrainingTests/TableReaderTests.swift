import RecurTraining
import RecurWeights
import Testing

/// Tables whose rows are examples.
@Suite struct TableReaderTests {
  private static let reviews = [
    Sample.text("review", Sample.words), Sample.token("mood", 3, Sample.moods),
  ]

  @Test func textsAndClasses() throws {
    let examples = try read(
      [
        ("a.csv", "id,mood,review\n7, sad ,\"Bad, film\"\n8,happy,\"good\nFILM\"\n\n"),
        ("b.tsv", "review\tmood\nfilm\tNA\n"),
      ], Self.reviews)
    #expect(examples.tokens(0) == [[4, 3, 0], [1, 3, 0], [3, 0]])
    #expect(examples.tokens(1) == [[1], [0], [2]])
  }

  @Test func pairsOfTexts() throws {
    let values = [
      Sample.text("word", Sample.letters), Sample.text("sounds", Sample.words, isTarget: true),
    ]
    let examples = try read([("a.tsv", "word\tsounds\nab c\tgood bad\né\t?\n")], values)
    #expect(examples.tokens(0) == [[0, 1, 3, 2], [4]])
    #expect(examples.tokens(1) == [[1, 2, 0], [4, 0]])
  }

  @Test func classesAsNumbers() throws {
    let values = [Sample.numbers("x"), Sample.token("class", 4)]
    let examples = try read([("a.csv", "x,class\n1e-1,3\n-2, 0.0\n")], values)
    #expect(examples.numbers(0) == [[0.1], [-2]])
    #expect(examples.tokens(1) == [[3], [0]])
  }

  @Test(arguments: ["x0,x1,x2", "x1,x2,x3", "x.0,x.1,x.2", "x_1,x_2,x_3"])
  func vectorsInNumberedColumns(_ header: String) throws {
    let values = [Sample.numbers("x", [3]), Sample.numbers("y", isTarget: true)]
    let examples = try read([("a.csv", "y,\(header)\n9,1,2,3\n8,4,5,6\n")], values)
    #expect(examples.numbers(0) == [[1, 2, 3], [4, 5, 6]])
    #expect(examples.numbers(1) == [[9], [8]])
  }

  @Test func vectorsInNamedColumnsOrOneCell() throws {
    let values = [Sample.numbers("x", [2]), Sample.numbers("y", [2], isTarget: true)]
    let examples = try read([("a.csv", "wind,temp,y\n1,2,3 4\n")], values) {
      $0.columns = ["x": ["temp", "wind"]]
    }
    #expect(examples.numbers(0) == [[2, 1]])
    #expect(examples.numbers(1) == [[3, 4]])
  }

  @Test func sequencesInACell() throws {
    let values = [
      Sample.series("x", [2]), Sample.tokens("tags", 9, isTarget: true, length: "steps"),
    ]
    let examples = try read([("a.csv", "x,tags\n1 2 3 4,7 8\n5 6,0\n")], values)
    #expect(examples.numbers(0) == [[1, 2, 3, 4], [5, 6]])
    #expect(examples.tokens(1) == [[7, 8], [0]])
    let cut = try read([("a.csv", "x,tags\n1 2 3 4,7 8\n5 6,0\n")], values) { $0.window = 1 }
    #expect(cut.numbers(0) == [[1, 2], [3, 4], [5, 6]])
    #expect(cut.tokens(1) == [[7], [8], [0]])
  }

  @Test func aSequenceOfVectorsInAColumnForEachElement() throws {
    let values = [Sample.series("x", [2]), Sample.token("y", 2)]
    let examples = try read([("a.csv", "x0,x1,y\n1 2 3,4 5 6,0\n")], values)
    #expect(examples.numbers(0) == [[1, 4, 2, 5, 3, 6]])
  }

  @Test func aSequenceOfFixedLengthInAColumnForEachStep() throws {
    let values = [Sample.series("x", [], fixed: 3), Sample.token("y", 2)]
    let examples = try read([("a.csv", "y,x1,x2,x3\n0,1,2,3\n1,4,5,6\n")], values)
    #expect(examples.numbers(0) == [[1, 2, 3], [4, 5, 6]])
    #expect(examples.tokens(1) == [[0], [1]])
  }

  @Test func rowsThatLackSomethingMayBeLeftOut() throws {
    let values = [Sample.numbers("x", [2]), Sample.token("mood", 3, Sample.moods)]
    let text = "x0,x1,mood,other\n1,2,sad,\n,2,sad,\n1, nan ,sad,\n1,2,,\n3,4,NA,NaN\n"
    let examples = try read([("a.csv", text)], values) { $0.skipMissing = true }
    #expect(examples.numbers(0) == [[1, 2], [3, 4]])
    #expect(examples.tokens(1) == [[1], [2]])
    #expect(
      throws: RecurFault(
        "'a.csv', line 3, column 'x0': the cell is empty; --skip-missing leaves such rows out")
    ) { try read([("a.csv", text)], values) }
    let one = try read([("a.csv", "x\n1\n\n2\n")], [Sample.numbers("x")]) { $0.skipMissing = true }
    #expect(one.numbers(0) == [[1], [2]])
  }

  @Test(arguments: [
    ("x,class\n1,2\n1,-,", "'a.csv', line 3: there are more than 2 cells"),
    ("x,class\n1,red\n", "'a.csv', line 2, column 'class': expected a whole number, found 'red'"),
    ("x,class\n1,1.5\n", "'a.csv', line 2, column 'class': expected a whole number, found '1.5'"),
    ("x,class\n1,4\n", "'a.csv', line 2: 'class' takes tokens from 0 to 3, not 4"),
    ("x,class\n1e99,1\n", "'a.csv', line 2, column 'x': expected a finite number, found '1e99'"),
    ("x,class\n\"1,5\",1\n", "'a.csv', line 2, column 'x': expected a finite number, found '1,5'"),
    ("x,class\n1 2,1\n", "'a.csv', line 2: 'x' takes 1 elements, not 2"),
    (
      "x,class\nNA,1\n",
      "'a.csv', line 2, column 'x': 'NA' is no value; --skip-missing leaves such rows out"
    ),
    (
      "x,class\n1,\n",
      "'a.csv', line 2, column 'class': the cell is empty; --skip-missing leaves such rows out"
    ),
    ("X,class\n1,1\n", "'a.csv': there is no column 'x'; did you mean 'X'?"),
    ("time;class,wind\n1,1\n", "'a.csv': there is no column 'x'; there are 'time;class', 'wind'"),
    ("x,x,class\n1,1,1\n", "'a.csv': 2 columns are called 'x'"),
    ("x,class\n", "there is no example in 'a.csv'"),
  ])
  func faultsNameFileLineAndColumn(_ text: String, _ message: String) {
    let values = [Sample.numbers("x"), Sample.token("class", 4)]
    #expect(throws: RecurFault(message)) { try read([("a.csv", text)], values) }
  }

  @Test(arguments: [
    (
      "review,mood\ngood,hapy\n",
      "'a.csv', line 2, column 'mood': 'hapy' is not in the vocabulary of 'mood'; "
        + "did you mean 'happy'?"
    ),
    (
      "review,mood\n  ,sad\n",
      "'a.csv', line 2, column 'review': the cell is empty; --skip-missing leaves such rows out"
    ),
  ])
  func faultsOfTexts(_ text: String, _ message: String) {
    #expect(throws: RecurFault(message)) { try read([("a.csv", text)], Self.reviews) }
  }

  @Test func ofManyColumnsTheFirstAreListed() {
    let names = (0..<25).map { "temp\($0)" }
    let list = names[..<20].map { "'\($0)'" }.joined(separator: ", ")
    #expect(throws: RecurFault("'a.csv': there is no column 'x'; there are \(list) and 5 more")) {
      try read([("a.csv", names.joined(separator: ","))], [Sample.numbers("x")])
    }
  }

  @Test func faultsOfEntries() {
    let values = [Sample.text("x", Sample.letters), Sample.token("y", 2)]
    #expect(
      throws: RecurFault(
        "'a.csv', line 2, column 'x': 'X' (entry 2 of the text) is not in the vocabulary of 'x'")
    ) { try read([("a.csv", "x,y\naX,1\n")], values) }
  }

  @Test func faultsOfColumnsThatBelongTogether() {
    let values = [Sample.series("x", [2]), Sample.token("y", 2)]
    #expect(
      throws: RecurFault(
        "'a.csv', line 2, column 'x1': there are 1 values, but 2 in 'x0'")
    ) { try read([("a.csv", "x0,x1,y\n1 2,4,0\n")], values) }
    #expect(throws: RecurFault("'a.csv': 'x' is read from 1 or 2 columns, not 3")) {
      try read([("a.csv", "a,b,c,y\n1,2,4,0\n")], values) { $0.columns = ["x": ["a", "b", "c"]] }
    }
    #expect(
      throws: RecurFault(
        "'a.csv': there is no column 'x' (nor 'x0' and so on); there are 'a', 'y'")
    ) { try read([("a.csv", "a,y\n1,0\n")], values) }
    #expect(throws: RecurFault("'a.csv': there is no column 'temp'; did you mean 'Temp'?")) {
      try read([("a.csv", "Temp,y\n1,0\n")], values) { $0.columns = ["x": ["temp"]] }
    }
  }
}
