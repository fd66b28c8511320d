import RecurWeights
import Testing

/// Damage of every place of small files: readers may refuse, and must not trap or hang.
@Suite struct DamagedFileTests {
  static let readers: [(String, @Sendable (ByteSource) throws -> Void)] = [
    ("matrix.npy", { _ = try NumpyFile.read($0) }),
    ("columns.npy", { _ = try NumpyFile.read($0) }),
    ("version2.npy", { _ = try NumpyFile.read($0) }),
    ("stored.npz", { _ = try NumpyArchive($0) }),
    ("deflated.npz", { _ = try NumpyArchive($0) }),
    ("a.safetensors", { _ = try SafetensorsFile($0).allTensors() }),
  ]

  static func bytes(_ name: String) throws -> [UInt8] {
    guard name == "a.safetensors" else { return try fixture(name) }
    return SafetensorsWriter.bytes(
      [
        "h.W": HostTensor([1, 2, 3, 4] as [Float], shape: [2, 2]),
        "b": HostTensor([7] as [Int32], shape: [1]),
      ], metadata: ["note": "é"])
  }

  @Test(arguments: readers.indices)
  func everyTruncationIsRefused(_ reader: Int) throws {
    let (name, read) = Self.readers[reader]
    let bytes = try Self.bytes(name)
    try read(ByteSource(bytes, name: name))
    for length in bytes.indices {
      #expect(throws: RecurFault.self, "\(name) cut after \(length) bytes") {
        try read(ByteSource(Array(bytes[..<length]), name: name))
      }
    }
    #expect(throws: RecurFault.self) { try read(ByteSource(bytes + [0], name: name)) }
  }

  @Test(arguments: readers.indices)
  func noFlippedBitTraps(_ reader: Int) throws {
    let (name, read) = Self.readers[reader]
    let bytes = try Self.bytes(name)
    for bit in 0..<bytes.count * 8 {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      _ = try? read(ByteSource(damaged, name: name))
    }
  }

  @Test(arguments: readers.indices)
  func noReplacedByteTraps(_ reader: Int) throws {
    let (name, read) = Self.readers[reader]
    let bytes = try Self.bytes(name)
    // A linear congruential generator: the same damage in every run.
    var state: UInt64 = 1
    for _ in 0..<3000 {
      var damaged = bytes
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(state >> 33) % damaged.count
        damaged[place] = UInt8(truncatingIfNeeded: state >> 25)
      }
      _ = try? read(ByteSource(damaged, name: name))
    }
  }
}
