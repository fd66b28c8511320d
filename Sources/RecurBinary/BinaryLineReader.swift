#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Cuts standard input into lines of bounded length.
struct BinaryLineReader {
  /// The most bytes that a line may have.
  private let limit: Int
  private let read: () throws(RecurFault) -> [UInt8]
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private(set) var number = 0

  /// Creates a reader of what `read` gives until it gives nothing.
  init(limit: Int = 1 << 20, _ read: @escaping () throws(RecurFault) -> [UInt8]) {
    self.limit = limit
    self.read = read
  }

  /// Whether the next line can be had without reading.
  var holdsLine: Bool {
    buffer[position...].contains(UInt8(ascii: "\n")) || isAtEnd
  }

  /// The next line without its end (`\n` or `\r\n`), or nil after the last; throws for one that is too
  /// long or not UTF-8.
  mutating func next() throws(RecurFault) -> String? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        return try line(upTo: end, next: end + 1)
      }
      guard buffer.count - position <= limit else {
        throw RecurFault("line \(number + 1) is over \(limit) bytes long")
      }
      if isAtEnd {
        return position < buffer.count ? try line(upTo: buffer.count, next: buffer.count) : nil
      }
      buffer.removeFirst(position)
      position = 0
      searched = buffer.count
      let more = try read()
      isAtEnd = more.isEmpty
      buffer += more
    }
  }

  private mutating func line(upTo end: Int, next: Int) throws(RecurFault) -> String {
    number += 1
    var bytes = buffer[position..<end]
    position = next
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard bytes.count <= limit else {
      throw RecurFault("line \(number) is over \(limit) bytes long")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(bytes) else { throw RecurFault("line \(number) is not UTF-8") }
    return text
  }
}
