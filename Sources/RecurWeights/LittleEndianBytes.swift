/// Bytes from which little-endian numbers are read.
struct LittleEndianBytes {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var count: Int { bytes.count }

  /// The 16-bit number at `offset`.
  ///
  /// - Requires: two bytes from there.
  func u16(_ offset: Int) -> Int {
    Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
  }

  /// The 32-bit number at `offset`.
  ///
  /// - Requires: four bytes from there.
  func u32(_ offset: Int) -> Int {
    u16(offset) | u16(offset + 2) << 16
  }
}
