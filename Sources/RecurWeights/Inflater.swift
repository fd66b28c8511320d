/// Expands a DEFLATE stream whose size is known beforehand. Source: RFC 1951.
///
/// - Complexity: linear in the size of input and output; never more output than asked for.
struct Inflater {
  private let input: [UInt8]
  private let expected: Int
  private var position = 0
  private var output: [UInt8] = []
  private var bits: UInt64 = 0
  private var bitCount = 0

  private init(_ input: [UInt8], expected: Int) {
    self.input = input
    self.expected = expected
  }

  /// The most that DEFLATE can expand a byte to.
  static let greatestRatio = 1032

  /// Expands `input` to `count` bytes; throws if it is malformed or holds fewer or more.
  static func expand(_ input: [UInt8], to count: Int) throws(RecurFault) -> [UInt8] {
    guard count >= 0, count / greatestRatio <= input.count else {
      throw RecurFault("\(input.count) compressed bytes cannot hold \(count)")
    }
    var inflater = Inflater(input, expected: count)
    inflater.output.reserveCapacity(count)
    while try inflater.block() {}
    guard inflater.output.count == count else {
      throw RecurFault("compressed data ends after \(inflater.output.count) of \(count) bytes")
    }
    guard inflater.position - inflater.bitCount / 8 == input.count else {
      throw RecurFault("more bytes after the end of compressed data")
    }
    return inflater.output
  }

  private mutating func refill() {
    while bitCount <= 56 && position < input.count {
      bits |= UInt64(input[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  private mutating func take(_ count: Int) throws(RecurFault) -> Int {
    refill()
    guard count <= bitCount else { throw RecurFault("compressed data is cut short") }
    let value = Int(bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  private mutating func symbol(_ table: InflateTable) throws(RecurFault) -> Int {
    refill()
    let entry = Int(table.entries[Int(bits & (1 << UInt64(table.width) - 1))])
    let length = entry & 15
    guard entry != 0, length <= bitCount else { throw RecurFault("compressed data is damaged") }
    bits >>= UInt64(length)
    bitCount -= length
    return entry >> 4
  }

  /// Expands one block; answers whether another follows.
  private mutating func block() throws(RecurFault) -> Bool {
    let isLast = try take(1) == 1
    switch try take(2) {
    case 0: try storedBlock()
    case 1: try compressedBlock(Self.fixedLiterals, Self.fixedDistances)
    case 2:
      let (literals, distances) = try codes()
      try compressedBlock(literals, distances)
    default: throw RecurFault("compressed data has a block of unknown type")
    }
    return !isLast
  }

  private mutating func storedBlock() throws(RecurFault) {
    _ = try take(bitCount & 7)
    let length = try take(16)
    guard try take(16) == length ^ 0xffff else { throw RecurFault("compressed data is damaged") }
    // What was read ahead goes back.
    position -= bitCount / 8
    bits = 0
    bitCount = 0
    guard length <= input.count - position else { throw RecurFault("compressed data is cut short") }
    guard length <= expected - output.count else { throw tooMuch }
    output += input[position..<position + length]
    position += length
  }

  private var tooMuch: RecurFault {
    RecurFault("compressed data holds more than the \(expected) bytes it claims")
  }

  private mutating func codes() throws(RecurFault) -> (InflateTable, InflateTable) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    let damaged = RecurFault("compressed data has a damaged code")
    guard literalCount <= 286, distanceCount <= 30 else { throw damaged }
    var lengthLengths = [UInt8](repeating: 0, count: 19)
    for i in 0..<lengthCount { lengthLengths[Self.lengthOrder[i]] = UInt8(try take(3)) }
    guard let lengthTable = InflateTable(lengths: lengthLengths) else { throw damaged }

    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      let symbol = try symbol(lengthTable)
      var value: UInt8 = 0
      let repetition: Int
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw damaged }
        value = last
        repetition = try take(2) + 3
      case 17: repetition = try take(3) + 3
      case 18: repetition = try take(7) + 11
      default:
        value = UInt8(symbol)
        repetition = 1
      }
      lengths += repeatElement(value, count: repetition)
    }
    guard lengths.count == literalCount + distanceCount, lengths[256] > 0,
      let literals = InflateTable(lengths: Array(lengths[..<literalCount])),
      let distances = InflateTable(lengths: Array(lengths[literalCount...]))
    else { throw damaged }
    return (literals, distances)
  }

  private mutating func compressedBlock(
    _ literals: InflateTable, _ distances: InflateTable
  ) throws(RecurFault) {
    while true {
      let symbol = try symbol(literals)
      if symbol < 256 {
        guard output.count < expected else { throw tooMuch }
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol <= 285 else { throw RecurFault("compressed data is damaged") }
      let length = Self.lengthBase[symbol - 257] + (try take(Self.lengthExtra[symbol - 257]))
      let code = try self.symbol(distances)
      guard code < 30 else { throw RecurFault("compressed data is damaged") }
      let distance = Self.distanceBase[code] + (try take(Self.distanceExtra[code]))
      guard distance <= output.count else { throw RecurFault("compressed data is damaged") }
      guard length <= expected - output.count else { throw tooMuch }
      // The copy may overlap itself.
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]
  private static let lengthBase = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthExtra = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBase = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceExtra = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]
  private static let fixedLiterals = InflateTable(
    lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })!
  private static let fixedDistances = InflateTable(lengths: [UInt8](repeating: 5, count: 32))!
}
