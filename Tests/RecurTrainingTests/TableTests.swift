import RecurWeights
import Testing

@testable import RecurTraining

/// How bytes become rows and cells.
@Suite struct TableTests {
  private func rows(_ name: String, _ text: String) throws -> [[String?]] {
    var scanner = try TableScanner(ByteSource(Array(text.utf8), name: name))
    var rows: [[String?]] = []
    while try scanner.next() {
      if !scanner.isBlank { rows.append((0..<scanner.count).map { scanner.text($0) }) }
    }
    return rows
  }

  @Test(
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("\u{feff}a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\n\"1,\"\"x\"\"\n2\",\n,\n\n\n", [["a", "b"], ["1,\"x\"\n2", ""], ["", ""]]),
      ("a\n\"\"\n5\" pipe\n", [["a"], [""], ["5\" pipe"]]),
      ("\"a\"\r\n\"1\r\n2\"\r\n", [["a"], ["1\r\n2"]]),
      ("a,é\n1\r,👩‍👩‍👧\n", [["a", "é"], ["1\r", "👩‍👩‍👧"]]),
      ("a b,c", [["a b", "c"]]),
      ("", []),
      ("\n\r\n", []),
    ] as [(String, [[String]])])
  func cellsOfCSV(_ text: String, _ expected: [[String]]) throws {
    #expect(try rows("t.csv", text) == expected)
  }

  @Test func nothingIsQuotedInTSV() throws {
    #expect(
      try rows("t.TSV", "a\tb,c\r\n\"1\t\"2\"\"\n") == [["a", "b,c"], ["\"1", "\"2\"\""]])
  }

  @Test func linesAreThoseOfTheFile() throws {
    var scanner = try TableScanner(
      ByteSource(Array("a,b\n\"1\n2\",3\n\n4,5".utf8), name: "t.csv"))
    var lines: [Int] = []
    while try scanner.next() { lines.append(scanner.line) }
    #expect(lines == [1, 2, 4, 5])
  }

  @Test func rowsGoOnOverTheEndsOfWhatIsReadAtOnce() throws {
    let cell = String(repeating: "x", count: 1_048_570)
    for padding in 0..<10 {
      let text = "\(cell)\(String(repeating: "y", count: padding))\r\n\"1\"\"2\"\r\n3"
      #expect(try rows("t.csv", text).dropFirst() == [["1\"2"], ["3"]])
    }
  }

  @Test(arguments: [
    (
      "a,b\n\"1\"2,3\n",
      "'t.csv', line 2: cell 1 goes on behind its quotes; quotes inside them are doubled"
    ),
    ("a,b\n1,\"2\n3\n", "'t.csv', line 2: the quotes of cell 2 are not closed"),
    ("a,b\n1,2,3\n", "'t.csv', line 2: there are more than 2 cells"),
    ("a,b\n\n1\n", "'t.csv', line 3: there is 1 cell, but 2 columns"),
    (
      "a\n1\n\n2\n",
      "'t.csv', line 3, column 'a': the cell is empty; --skip-missing leaves such rows out"
    ),
    ("", "'t.csv' is empty; a table begins with the names of its columns"),
    ("\n\n", "'t.csv' is empty; a table begins with the names of its columns"),
    (String(repeating: ",", count: 70_000), "'t.csv', line 1: there are more than 65536 cells"),
  ])
  func faults(_ text: String, _ message: String) {
    #expect(throws: RecurFault(message)) {
      var table = try Table(DataFile(ByteSource(Array(text.utf8), name: "t.csv")))
      while try table.next() {}
    }
  }

  @Test func cellsAndHeadersAreUTF8() throws {
    #expect(throws: RecurFault("'t.csv', line 1: the header is not UTF-8")) {
      try Table(DataFile(ByteSource([0xff, 0x0a, 0x31], name: "t.csv")))
    }
    var table = try Table(DataFile(ByteSource([0x61, 0x0a, 0xff], name: "t.csv")))
    #expect(try table.next())
    #expect(throws: RecurFault("'t.csv', line 2, column 'a': the cell is not UTF-8")) {
      try table.cell(0)
    }
  }
}
