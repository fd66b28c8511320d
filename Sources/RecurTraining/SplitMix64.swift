/// The generator of Steele, Lea and Flood, Fast splittable pseudorandom number generators (2014).
public struct SplitMix64: Sendable {
  /// The seed, or where the sequence stands.
  public var state: UInt64

  /// Starts with a seed.
  public init(state: UInt64) { self.state = state }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number from 0 up to 1, one of 2^24.
  public mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }
}
