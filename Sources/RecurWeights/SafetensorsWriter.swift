/// Writes `.safetensors` files; the same tensors give the same bytes.
public enum SafetensorsWriter {
  /// Writes a file, atomically.
  public static func write(
    _ tensors: [String: HostTensor], metadata: [String: String] = [:], to path: String
  ) throws(RecurFault) {
    try AtomicFile.write(pieces(tensors, metadata: metadata), to: path)
  }

  /// The bytes of a file.
  public static func bytes(
    _ tensors: [String: HostTensor], metadata: [String: String] = [:]
  ) -> [UInt8] {
    pieces(tensors, metadata: metadata).reduce(into: []) { $0 += $1 }
  }

  private static func pieces(
    _ tensors: [String: HostTensor], metadata: [String: String]
  ) -> [[UInt8]] {
    // Larger elements first keeps every tensor aligned to its element's size.
    let ordered = tensors.sorted {
      (-$0.value.element.size, $0.key) < (-$1.value.element.size, $1.key)
    }
    var members: [JSONValue.Member] = []
    if !metadata.isEmpty {
      let notes = metadata.sorted { $0.key < $1.key }
      members.append(
        .init("__metadata__", .object(notes.map { .init($0.key, .string($0.value)) })))
    }
    var offset = 0
    for (name, tensor) in ordered {
      let end = offset + tensor.bytes.count
      members.append(
        .init(
          name,
          .object([
            .init("dtype", .string(tensor.element.rawValue)),
            .init("shape", .integers(tensor.shape)),
            .init("data_offsets", .integers([offset, end])),
          ])))
      offset = end
    }
    var header = Array(JSONValue.object(members).compact.utf8)
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    return [length, header] + ordered.map(\.value.bytes)
  }
}
