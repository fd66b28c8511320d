import RecurWeights
import Testing

@Suite struct NumpyTests {
  static let matrix = HostTensor([0, 1, 2, 3, 4, 5] as [Float], shape: [2, 3])

  @Test func readsWhatNumpyWrites() throws {
    #expect(try NumpyFile.read(fixtureSource("matrix.npy")) == Self.matrix)
    let scalar = try NumpyFile.read(fixtureSource("scalar.npy"))
    #expect(scalar.element == .f64 && scalar.shape == [])
    #expect(try scalar.floats() == [0.1])
    let bytes = try NumpyFile.read(fixtureSource("version2.npy"))
    #expect(bytes.element == .u8 && bytes.bytes == [0, 1, 2])
  }

  @Test func reordersColumns() throws {
    let tensor = try NumpyFile.read(fixtureSource("columns.npy"))
    #expect(tensor == HostTensor((0..<24).map { Int32($0) }, shape: [2, 3, 4]))
  }

  @Test func writesTheBytesThatNumpyWrites() throws {
    #expect(try NumpyFile.bytes(Self.matrix) == fixture("matrix.npy"))
  }

  @Test func readsWhatItWrites() throws {
    let tensors = [
      HostTensor([1.5] as [Float], shape: []), HostTensor([1, 2, 3] as [Int32], shape: [3]),
      HostTensor([] as [Float], shape: [3, 0]),
      try HostTensor(element: .bool, shape: [2], bytes: [0, 1]),
    ]
    for tensor in tensors {
      let source = ByteSource(try NumpyFile.bytes(tensor), name: "a.npy")
      #expect(try NumpyFile.read(source) == tensor)
    }
    #expect(throws: RecurFault.self) {
      try NumpyFile.bytes(try HostTensor(element: .bf16, shape: [1], bytes: [0, 0]))
    }
  }

  @Test(
    arguments: [
      ("bigEndian", "big-endian arrays ('>f4') are not supported"),
      ("objects", "arrays of Python objects are not supported"),
      ("structures", "arrays of structures are not supported"),
    ])
  func toldOfUnsupportedTypes(_ name: String, _ message: String) {
    let fault = #expect(throws: RecurFault.self) {
      try NumpyFile.read(try fixtureSource(name + ".npy"))
    }
    #expect(fault?.message == "'\(name).npy' is not a valid npy file: \(message)")
  }

  @Test(
    arguments: [
      "{'descr': '<f4', 'fortran_order': False}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}",
      "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
      "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387905,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1,,)}",
      "{'descr': '<U4', 'fortran_order': False, 'shape': (1,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x", "", "{", "{'descr",
    ])
  func refusesMalformedHeaders(_ header: String) {
    let length = header.utf8.count
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(header.utf8) + [0, 0, 0, 0]
    #expect(throws: RecurFault.self) { try NumpyFile.read(ByteSource(bytes, name: "a.npy")) }
  }

  @Test(arguments: ["stored.npz", "deflated.npz"])
  func readsArchives(_ name: String) throws {
    let archive = try NumpyArchive(fixtureSource(name))
    #expect(archive.tensorNames == ["h.W", "h.b", "ids"])
    #expect(try archive.tensor("h.W") == Self.matrix)
    #expect(try archive.tensor("h.b").floats() == [Float](repeating: 0, count: 100))
    #expect(try archive.tensor("ids").integers() == [0, 1, 2])
    #expect(try archive.floats("h.W", rows: 1..<2) == [3, 4, 5])
    #expect(archive.entry("nothing") == nil)
  }

  @Test func refusesWrongChecksums() throws {
    var bytes = try fixture("stored.npz")
    // The first member's data begin behind its header of 30 bytes, its name and its extra field.
    let start = 30 + Int(bytes[26]) + Int(bytes[28])
    bytes[start + 130] ^= 1
    let fault = #expect(throws: RecurFault.self) {
      try NumpyArchive(ByteSource(bytes, name: "a.npz"))
    }
    #expect(
      fault?.message
        == "'a.npz' is not a valid npz file: member 'h.W.npy': its checksum is wrong")
  }

  @Test func refusesWhatClaimsToExpandBeyondAllBounds() throws {
    var bytes = try fixture("deflated.npz")
    let directory = try #require(
      bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4b, 1, 2]) })
    for (offset, byte) in zip(directory + 24..<directory + 28, [0xfe, 0xff, 0xff, 0xff] as [UInt8])
    {
      bytes[offset] = byte
    }
    let fault = #expect(throws: RecurFault.self) {
      try NumpyArchive(ByteSource(bytes, name: "a.npz"))
    }
    #expect(fault?.message.contains("expands to over") == true)
  }
}
