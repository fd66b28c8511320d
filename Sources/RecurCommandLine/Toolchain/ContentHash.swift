/// FNV-1a with 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
struct FNV1a {
  /// The hash of what has been added.
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds some bytes.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    var value = self.value
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.value = value
  }

  /// The hash of a text.
  static func hash(_ text: String) -> UInt64 {
    var hash = FNV1a()
    hash.add(text.utf8)
    return hash.value
  }
}

/// Tells contents apart that nobody means to confuse.
struct ContentHash {
  private var hash = FNV1a()

  /// Adds some bytes and their end.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    hash.add(bytes)
    hash.add(CollectionOfOne(0xff))
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
