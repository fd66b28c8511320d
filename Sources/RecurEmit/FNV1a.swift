/// FNV-1a with 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
public struct FNV1a {
  /// The hash of what has been added.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  public init() {}

  /// Adds some bytes.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    var value = self.value
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.value = value
  }

  /// The hash of a text.
  public static func hash(_ text: String) -> UInt64 {
    var hash = FNV1a()
    hash.add(text.utf8)
    return hash.value
  }
}
