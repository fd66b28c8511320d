/// A canonical Huffman code, ready to decode by looking up as many bits as its longest code has.
struct InflateTable {
  /// Bits that `entries` is looked up with.
  let width: Int
  /// For each bit pattern, `symbol << 4 | length`; 0 where no code begins so.
  let entries: [UInt16]

  /// Creates a code from the length of each symbol's code, 0 for symbols without one; nil if the lengths
  /// are contradictory.
  ///
  /// As in zlib, a code may only be incomplete if it has one symbol of one bit, or none.
  /// Source: RFC 1951, section 3.2.2.
  init?(lengths: [UInt8]) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    let width = counts.lastIndex { $0 > 0 } ?? 0
    var free = 1
    var code = 0
    var nextCode = [Int](repeating: 0, count: 16)
    for length in 1..<16 {
      free = free << 1 - counts[length]
      if free < 0 { return nil }
      code = (code + counts[length - 1]) << 1
      nextCode[length] = code
    }
    if free > 0 && width > 1 { return nil }

    var entries = [UInt16](repeating: 0, count: 1 << width)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let bits = Int(length)
      var code = nextCode[bits]
      nextCode[bits] += 1
      // Codes come with their first bit lowest.
      var reversed = 0
      for _ in 0..<bits {
        reversed = reversed << 1 | code & 1
        code >>= 1
      }
      for entry in stride(from: reversed, to: 1 << width, by: 1 << bits) {
        entries[entry] = UInt16(symbol << 4 | bits)
      }
    }
    self.width = width
    self.entries = entries
  }
}
