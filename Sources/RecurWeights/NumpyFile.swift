/// Reads and writes `.npy` files, each one array. Source: NumPy, "numpy.lib.format", versions 1 to 3.
public enum NumpyFile {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The longest header that is read.
  private static let headerLimit = 1 << 16

  /// Reads a file; throws if it cannot be read or is malformed.
  public static func read(path: String) throws(RecurFault) -> HostTensor {
    try read(try ByteSource(path: path))
  }

  /// Reads a file in memory; throws if it is malformed.
  public static func read(_ source: ByteSource) throws(RecurFault) -> HostTensor {
    do throws(RecurFault) {
      return try tensor(try source.read(0..<source.count))
    } catch {
      throw RecurFault("'\(source.name)' is not a valid npy file: \(error.message)")
    }
  }

  /// Writes a file, atomically; throws for `bf16`, which NumPy does not have.
  public static func write(_ tensor: HostTensor, to path: String) throws(RecurFault) {
    try AtomicFile.write([try bytes(tensor)], to: path)
  }

  /// The bytes of a file, version 1; throws for `bf16`, which NumPy does not have.
  public static func bytes(_ tensor: HostTensor) throws(RecurFault) -> [UInt8] {
    guard let type = NumpyHeader.types.first(where: { $0.element == tensor.element }) else {
      throw RecurFault("npy files cannot hold \(tensor.element.name)")
    }
    let order = tensor.element.size == 1 ? "|" : "<"
    let dimensions = tensor.shape.map(String.init).joined(separator: ", ")
    let tuple = tensor.shape.count == 1 ? "(\(dimensions),)" : "(\(dimensions))"
    var header = Array(
      "{'descr': '\(order)\(type.name)', 'fortran_order': False, 'shape': \(tuple), }".utf8)
    while (10 + header.count + 1) % 64 != 0 { header.append(UInt8(ascii: " ")) }
    header.append(UInt8(ascii: "\n"))
    guard header.count <= 0xffff else { throw RecurFault("npy files cannot hold so many axes") }
    let length = [UInt8(header.count & 0xff), UInt8(header.count >> 8)]
    return magic + [1, 0] + length + header + tensor.bytes
  }

  /// Reads the bytes of a file; faults do not name it.
  static func tensor(_ bytes: [UInt8]) throws(RecurFault) -> HostTensor {
    guard bytes.starts(with: magic) else { throw RecurFault("it does not begin as one") }
    let numbers = LittleEndianBytes(bytes)
    guard bytes.count >= 12 else { throw RecurFault("its header is cut short") }
    let version = bytes[6]
    guard (1...3).contains(version) else { throw RecurFault("its version is \(version)") }
    let headerStart = version == 1 ? 10 : 12
    let length = version == 1 ? numbers.u16(8) : numbers.u32(8)
    guard length <= headerLimit else { throw RecurFault("its header claims \(length) bytes") }
    let dataStart = headerStart + length
    guard dataStart <= bytes.count else { throw RecurFault("its header is cut short") }
    let header = try NumpyHeader(Array(bytes[headerStart..<dataStart]))
    guard let element = header.element, let isFortranOrder = header.isFortranOrder,
      let shape = header.shape
    else {
      throw RecurFault("its header lacks 'descr', 'fortran_order' or 'shape'")
    }
    guard element.byteCount(of: shape) == bytes.count - dataStart else {
      throw RecurFault(
        "\(element.name) \(shape) does not take the \(bytes.count - dataStart) bytes that follow")
    }
    let data = Array(bytes[dataStart...])
    guard isFortranOrder && shape.count > 1 else {
      return HostTensor(checked: element, shape: shape, bytes: data)
    }
    let transposed = rowMajor(data, shape: shape, elementSize: element.size)
    return HostTensor(checked: element, shape: shape, bytes: transposed)
  }

  /// Reorders elements whose first index varies fastest so that the last one does.
  private static func rowMajor(_ data: [UInt8], shape: [Int], elementSize: Int) -> [UInt8] {
    var strides: [Int] = []
    var stride = elementSize
    for dimension in shape {
      strides.append(stride)
      stride *= dimension
    }
    var result: [UInt8] = []
    result.reserveCapacity(data.count)
    var index = [Int](repeating: 0, count: shape.count)
    var offset = 0
    while result.count < data.count {
      result += data[offset..<offset + elementSize]
      var axis = shape.count - 1
      while axis >= 0 {
        index[axis] += 1
        offset += strides[axis]
        if index[axis] < shape[axis] { break }
        offset -= strides[axis] * shape[axis]
        index[axis] = 0
        axis -= 1
      }
    }
    return result
  }
}
