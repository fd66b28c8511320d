import RecurWeights

/// Cuts the bytes of a table into rows and these into cells, a row at a time.
///
/// In a `.csv` file commas separate cells, and a cell in quotes may hold commas, line ends and doubled quotes
/// (RFC 4180); a quote behind other characters of a cell stands for itself. In a `.tsv` file tabs separate cells,
/// and nothing is quoted. Lines end in `\n` or `\r\n`.
struct TableScanner {
  /// What messages call the file.
  let name: String
  /// The line of the row, or of its beginning if it has several; from 1.
  private(set) var line = 0
  /// The number of cells of the row.
  var count: Int { ends.count }
  /// Whether the row is a line with nothing on it.
  private(set) var isBlank = false
  /// The most cells that a row may have.
  var limit = 1 << 16

  private var stream: ByteStream
  private let separator: UInt8
  private let quote: UInt8?
  /// The row's cells without quotes and separators, and where each one ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var nextLine = 1

  private enum Place { case start, plain, quoted, behindQuote }

  /// Begins with the first row of a file, whose extension tells what separates cells.
  init(_ source: ByteSource) throws(RecurFault) {
    name = source.name
    stream = try ByteStream(source)
    let isQuoted = DataKind.fileExtension(source.name) == "csv"
    separator = isQuoted ? UInt8(ascii: ",") : UInt8(ascii: "\t")
    quote = isQuoted ? UInt8(ascii: "\"") : nil
  }

  /// Goes to the next row; false at the end. Throws for one that has too many cells or is quoted wrongly.
  mutating func next() throws(RecurFault) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    line = nextLine
    guard try stream.peek() != nil else { return false }
    var place = Place.start
    var isQuoted = false
    scan: while let byte = try stream.next() {
      if place == .quoted {
        if byte == quote {
          place = .behindQuote
        } else {
          if byte == UInt8(ascii: "\n") { nextLine += 1 }
          bytes.append(byte)
        }
        continue
      }
      switch byte {
      case separator:
        try endCell()
        place = .start
      case UInt8(ascii: "\n"):
        nextLine += 1
        break scan
      case UInt8(ascii: "\r") where try stream.peek() == UInt8(ascii: "\n"):
        continue
      case quote where place == .start:
        place = .quoted
        isQuoted = true
      case quote where place == .behindQuote:
        bytes.append(byte)
        place = .quoted
      default:
        guard place != .behindQuote else {
          throw fault("cell \(count + 1) goes on behind its quotes; quotes inside them are doubled")
        }
        bytes.append(byte)
        place = .plain
      }
    }
    guard place != .quoted else { throw fault("the quotes of cell \(count + 1) are not closed") }
    try endCell()
    isBlank = count == 1 && bytes.isEmpty && !isQuoted
    return true
  }

  private mutating func endCell() throws(RecurFault) {
    guard ends.count < limit else { throw fault("there are more than \(limit) cells") }
    ends.append(bytes.count)
  }

  /// The text of a cell of the row; nil if it is not UTF-8.
  func text(_ cell: Int) -> String? {
    String(utf8: bytes[(cell == 0 ? 0 : ends[cell - 1])..<ends[cell]])
  }

  /// A fault of the row.
  func fault(_ message: String) -> RecurFault {
    RecurFault("'\(name)', line \(line): \(message)")
  }
}
