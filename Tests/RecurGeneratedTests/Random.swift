/// A generator whose numbers are the same everywhere (SplitMix64, Steele et al. 2014).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  /// Starts from the bytes of a text, by FNV-1a.
  init(_ text: String) {
    state = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Numbers from -`bound` up to `bound`.
  mutating func numbers(_ count: Int, bound: Float) -> [Float] {
    (0..<count).map { _ in (Float(next() >> 40) / Float(1 << 23) - 1) * bound }
  }

  /// Tokens out of `choices`.
  mutating func tokens(_ count: Int, outOf choices: Int) -> [Int32] {
    (0..<count).map { _ in Int32(next() % UInt64(choices)) }
  }
}
