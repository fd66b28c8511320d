/// FNV-1a with 64 bits: tells contents apart that nobody means to confuse.
struct ContentHash {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds some bytes and their end.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    var value = self.value
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.value = (value ^ 0xff) &* 0x100_0000_01b3
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
