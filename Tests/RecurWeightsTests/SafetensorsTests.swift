import RecurWeights
import Testing

@Suite struct SafetensorsTests {
  /// A file with this header and as many zero bytes of data.
  static func file(_ header: String, data: Int) -> [UInt8] {
    let length = header.utf8.count
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      + [UInt8](repeating: 0, count: data)
  }

  static func open(_ bytes: [UInt8]) throws -> SafetensorsFile {
    try SafetensorsFile(ByteSource(bytes, name: "w.safetensors"))
  }

  @Test func readsWhatItWrites() throws {
    let tensors = [
      "b": HostTensor([1.5, -2, .pi] as [Float], shape: [3]),
      "a.weight": HostTensor([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3]),
      "ids": HostTensor([7, -8] as [Int32], shape: [2]),
      "scalar": HostTensor([0.25] as [Float], shape: []),
      "empty": HostTensor([] as [Float], shape: [0, 4]),
      "bytes": try HostTensor(element: .u8, shape: [3], bytes: [1, 2, 3]),
      "wide": try HostTensor(element: .i64, shape: [1], bytes: [1, 0, 0, 0, 0, 0, 0, 0]),
    ]
    let bytes = SafetensorsWriter.bytes(tensors, metadata: ["format": "pt"])
    let file = try Self.open(bytes)
    #expect(file.tensorNames == tensors.keys.sorted())
    #expect(file.metadata == ["format": "pt"])
    #expect(try file.allTensors() == tensors)
    #expect(try file.floats("a.weight", rows: 1..<2) == [4, 5, 6])
    #expect(SafetensorsWriter.bytes(tensors, metadata: ["format": "pt"]) == bytes)
  }

  @Test func readsWhatTheReferenceWrites() throws {
    let file = try SafetensorsFile(fixtureSource("arrays.safetensors"))
    #expect(file.tensorNames == ["h.W", "h.b", "ids"])
    #expect(file.metadata == ["made": "by hand"])
    #expect(try file.tensor("h.W") == HostTensor([0, 1, 2, 3, 4, 5] as [Float], shape: [2, 3]))
    #expect(try file.tensor("h.b").floats() == [Float](repeating: 0, count: 100))
    #expect(try file.tensor("ids").integers() == [0, 1, 2])
  }

  @Test func writesTheBytesThatTheReferenceWrites() throws {
    let file = try SafetensorsFile(fixtureSource("arrays.safetensors"))
    let bytes = SafetensorsWriter.bytes(try file.allTensors(), metadata: file.metadata)
    #expect(try bytes == fixture("arrays.safetensors"))
  }

  @Test func writesToAFileAndReadsItBack() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a b.safetensors"
      let tensors = ["a": HostTensor([1, 2] as [Float], shape: [2])]
      try SafetensorsWriter.write(["z": HostTensor([0] as [Int32], shape: [])], to: path)
      try SafetensorsWriter.write(tensors, to: path)
      #expect(try SafetensorsFile(path: path).allTensors() == tensors)
      #expect(try filesIn(folder) == ["a b.safetensors"])
    }
  }

  @Test func convertsEveryFloatingPointType() throws {
    let half: [UInt8] = [0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0xff, 0x7b, 0x00, 0x7c, 0x00, 0x04]
    #expect(
      try HostTensor(element: .f16, shape: [6], bytes: half).floats()
        == [1, -2, 0x1p-24, 65504, .infinity, 0x1p-14])
    #expect(
      try HostTensor(element: .bf16, shape: [2], bytes: [0x80, 0x3f, 0x49, 0xc0]).floats()
        == [1, -3.140625])
    let double = (0.1).bitPattern
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: double >> (8 * $0)) }
    #expect(try HostTensor(element: .f64, shape: [1], bytes: bytes).floats() == [0.1])
    #expect(throws: RecurFault.self) {
      try HostTensor(element: .u8, shape: [1], bytes: [1]).floats()
    }
  }

  @Test(
    arguments: [
      (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 7, "only 7 bytes"),
      (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 9, "belong to no tensor"),
      (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, 8, "does not take 8 bytes"),
      (#"{"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}"#, 8, "unsupported dtype 'Q4'"),
      (
        #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, 8,
        "'shape' must be extents of 0 or more"
      ),
      (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8, "in order"),
      (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#, 8, "in order"),
      (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#, 8, "two offsets"),
      (#"{"a":{"dtype":"F32","shape":[2]}}"#, 8, "'data_offsets' must be"),
      (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}"#, 8, "unknown key 'x'"),
      (
        #"{"a":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,8]}}"#, 8,
        "'shape' must be"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}"#, 0,
        "'shape' must be"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
          + #""b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12, "'b' overlaps"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
          + #""b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}"#, 20, "4 bytes before"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
          + #""a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "'a' is repeated"
      ),
      (#"[]"#, 0, "not an object"),
      (#"{"__metadata__":{"a":1}}"#, 0, "not a string"),
      (#"{"a":3}"#, 0, "expected an object"),
      (#"{"#, 0, "malformed JSON"),
    ])
  func refusesMalformedFiles(_ header: String, _ data: Int, _ message: String) {
    let fault = #expect(throws: RecurFault.self) { try Self.open(Self.file(header, data: data)) }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
    #expect(fault?.message.hasPrefix("'w.safetensors' is not a valid safetensors file") == true)
  }

  @Test func refusesAnOversizeHeader() {
    for length: [UInt8] in [
      [1, 0xe1, 0xf5, 5, 0, 0, 0, 0], [255, 255, 255, 255, 255, 255, 255, 255],
      [9, 0, 0, 0, 0, 0, 0, 0],
    ] {
      let fault = #expect(throws: RecurFault.self) { try Self.open(length + Array("{}".utf8)) }
      #expect(fault?.message.contains("header claims") == true)
    }
  }

  @Test func toldOfFilesThatCannotBeRead() {
    let absent = #expect(throws: RecurFault.self) { try SafetensorsFile(path: "/nowhere/w") }
    #expect(absent?.message == "cannot read '/nowhere/w': No such file or directory")
    let folder = #expect(throws: RecurFault.self) { try SafetensorsFile(path: "/") }
    #expect(folder?.message == "cannot read '/': it is a directory")
    let unwritable = #expect(throws: RecurFault.self) {
      try SafetensorsWriter.write([:], to: "/nowhere/w")
    }
    #expect(unwritable?.message == "cannot write '/nowhere/w': No such file or directory")
  }

  @Test func emptyFileOfNoTensors() throws {
    #expect(try Self.open(SafetensorsWriter.bytes([:])).tensorNames == [])
  }
}
