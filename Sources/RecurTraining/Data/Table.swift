import RecurBinary
import RecurWeights

/// A table with a header, read a row at a time.
struct Table {
  /// The names of the columns, without white space around them.
  let header: [String]
  private var scanner: TableScanner
  private let skipsMissing: Bool

  /// Reads the header; throws if there is none.
  init(_ file: DataFile, skipsMissing: Bool = false) throws(RecurFault) {
    scanner = try TableScanner(file.source)
    self.skipsMissing = skipsMissing
    repeat {
      guard try scanner.next() else {
        throw RecurFault("'\(file.name)' is empty; a table begins with the names of its columns")
      }
    } while scanner.isBlank
    var header: [String] = []
    for index in 0..<scanner.count {
      guard let name = scanner.text(index) else { throw scanner.fault("the header is not UTF-8") }
      header.append(CellText.trimmed(name))
    }
    self.header = header
    scanner.limit = header.count
  }

  /// What messages call the file.
  var name: String { scanner.name }

  /// Goes to the next row; false at the end. Throws if it has not as many cells as the header.
  ///
  /// Empty lines are passed over. Between the rows of a table of one column they are missing cells.
  mutating func next() throws(RecurFault) -> Bool {
    var blank: RecurFault?
    while try scanner.next() {
      if scanner.isBlank {
        blank = blank ?? fault(0, CellText.missing(""))
        continue
      }
      if let blank, header.count == 1, !skipsMissing { throw blank }
      guard scanner.count == header.count else {
        let cells = scanner.count == 1 ? "is 1 cell" : "are \(scanner.count) cells"
        throw scanner.fault("there \(cells), but \(header.count) columns")
      }
      return true
    }
    return false
  }

  /// The text of a cell of the row; throws if it is not UTF-8.
  func cell(_ column: Int) throws(RecurFault) -> String {
    guard let text = scanner.text(column) else { throw fault(column, "the cell is not UTF-8") }
    return text
  }

  /// A fault of the row.
  func fault(_ message: String) -> RecurFault { scanner.fault(message) }

  /// A fault of a cell of the row.
  func fault(_ column: Int, _ message: String) -> RecurFault {
    RecurFault("'\(name)', line \(scanner.line), column '\(header[column].prefix(60))': \(message)")
  }
}
