import RecurEmit

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
