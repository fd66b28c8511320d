import RecurWeights

/// The bytes of a file, one after the other, with a part of it in memory.
///
/// A UTF-8 byte order mark at the beginning is passed over.
struct ByteStream {
  private let source: ByteSource
  private var chunk: [UInt8] = []
  private var position = 0
  /// Where in the file the next chunk begins.
  private var offset = 0

  /// The most bytes in memory at once.
  private static let chunkSize = 1 << 20

  /// Begins with the first byte; throws if it cannot be read.
  init(_ source: ByteSource) throws(RecurFault) {
    self.source = source
    if try fill(), chunk.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// Reads the next chunk if all of the last one is used; false at the end.
  private mutating func fill() throws(RecurFault) -> Bool {
    if position < chunk.count { return true }
    guard offset < source.count else { return false }
    let end = min(offset + Self.chunkSize, source.count)
    chunk = try source.read(offset..<end)
    offset = end
    position = 0
    return true
  }

  /// Takes the next byte; nil at the end.
  mutating func next() throws(RecurFault) -> UInt8? {
    guard try fill() else { return nil }
    position += 1
    return chunk[position - 1]
  }

  /// The next byte, which stays; nil at the end.
  mutating func peek() throws(RecurFault) -> UInt8? {
    try fill() ? chunk[position] : nil
  }

  /// Takes the bytes up to the next line feed and this; nil at the end. A carriage return in front of it is
  /// left out.
  mutating func line() throws(RecurFault) -> [UInt8]? {
    var line: [UInt8] = []
    while try fill() {
      let rest = chunk[position...]
      let feed = rest.firstIndex(of: UInt8(ascii: "\n"))
      line += rest[..<(feed ?? chunk.endIndex)]
      position = feed.map { $0 + 1 } ?? chunk.count
      guard feed != nil else { continue }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      line.append(UInt8(ascii: "\n"))
      return line
    }
    return line.isEmpty ? nil : line
  }
}

extension String {
  /// The text of UTF-8 bytes; nil if they are none.
  init?(utf8 bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(bytes) else { return nil }
    self = text
  }
}
