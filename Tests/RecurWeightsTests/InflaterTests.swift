import Testing

@testable import RecurWeights

@Suite struct InflaterTests {
  static let mixed: [UInt8] = (0..<600).map { (i: Int) -> UInt8 in
    let value: Int = i * i * 7 + i / 3
    return UInt8(value % 97)
  }
  static let text = Array(
    String(repeating: "recurrent neural networks, compiled ahead of time; ", count: 40).utf8)
  static let runs: [UInt8] = (0..<80).flatMap { (i: Int) -> [UInt8] in
    [UInt8](repeating: UInt8(i % 7), count: i % 13)
  }

  @Test(
    arguments: [
      ("dynamic", mixed), ("fixed", text), ("stored", mixed), ("huffman", runs), ("empty", []),
    ])
  func expandsWhatZlibCompresses(_ name: String, _ expected: [UInt8]) throws {
    let compressed = try fixture(name + ".deflate")
    #expect(try Inflater.expand(compressed, to: expected.count) == expected)
    #expect(throws: RecurFault.self) { try Inflater.expand(compressed + [0], to: expected.count) }
    #expect(throws: RecurFault.self) { try Inflater.expand(compressed, to: expected.count + 1) }
    #expect(throws: RecurFault.self) { try Inflater.expand(compressed, to: expected.count - 1) }
    for length in compressed.indices {
      #expect(throws: RecurFault.self) {
        try Inflater.expand(Array(compressed[..<length]), to: expected.count)
      }
    }
  }

  @Test(arguments: ["dynamic", "fixed", "stored", "huffman"])
  func neverTrapsOnFlippedBits(_ name: String) throws {
    let compressed = try fixture(name + ".deflate")
    for bit in 0..<compressed.count * 8 {
      var damaged = compressed
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      // Some flips only change what is said, so that there is nothing to expect.
      _ = try? Inflater.expand(damaged, to: 600)
    }
  }

  @Test func refusesMoreThanTheFormatCanHold() {
    #expect(throws: RecurFault.self) { try Inflater.expand([3, 0], to: 1 << 40) }
  }

  @Test func refusesContradictoryCodes() {
    #expect(InflateTable(lengths: [1, 1, 1]) == nil)
    #expect(InflateTable(lengths: [2, 2, 2]) == nil)
    #expect(InflateTable(lengths: [1]) != nil)
    #expect(InflateTable(lengths: [1, 2, 2]) != nil)
    #expect(InflateTable(lengths: []) != nil)
  }

  @Test func checksumIsTheStandardOne() {
    #expect(CyclicRedundancyCheck.checksum(Array("123456789".utf8)) == 0xcbf4_3926)
  }
}
