/// A `.safetensors` file, read tensor by tensor.
///
/// Layout: the length of the header (u64), the header (JSON), the tensors' bytes. All of the header is
/// checked when the file is opened: sizes against types and shapes, bounds, overlaps, gaps, bytes that
/// belong to no tensor. Source: huggingface/safetensors, README, "Format".
public struct SafetensorsFile: TensorArchive, Sendable {
  /// The tensors' names, sorted.
  public let tensorNames: [String]
  /// The file's free-form notes.
  public let metadata: [String: String]

  private let source: ByteSource
  private let entries: [String: Entry]

  private struct Entry: Sendable {
    let type: TensorEntry
    let range: Range<Int>
  }

  /// The longest header that is read, as in the reference implementation.
  public static let headerLimit = 100_000_000

  /// Opens a file; throws if it cannot be read or is malformed.
  public init(path: String) throws(RecurFault) {
    try self.init(try ByteSource(path: path))
  }

  /// Uses a file in memory, as embedded weights are; throws if it is malformed.
  public init(_ source: ByteSource) throws(RecurFault) {
    self.source = source
    do throws(RecurFault) {
      let (header, dataStart) = try Self.header(source)
      var entries: [String: Entry] = [:]
      var metadata: [String: String] = [:]
      for member in header {
        if member.key == "__metadata__" {
          metadata = try Self.metadata(member.value)
        } else {
          do {
            let length = source.count - dataStart
            let entry = try Self.entry(member.value, dataStart: dataStart, dataLength: length)
            entries[member.key] = entry
          } catch {
            throw error.about("tensor '\(member.key)'")
          }
        }
      }
      try Self.checkCoverage(entries, of: dataStart..<source.count)
      self.entries = entries
      self.metadata = metadata
      self.tensorNames = entries.keys.sorted()
    } catch {
      throw RecurFault("'\(source.name)' is not a valid safetensors file: \(error.message)")
    }
  }

  /// The path, or what the bytes were called.
  public var name: String { source.name }

  /// The type and shape of a tensor.
  public func entry(_ name: String) -> TensorEntry? { entries[name]?.type }

  /// Reads a tensor.
  public func tensor(_ name: String) throws(RecurFault) -> HostTensor {
    guard let entry = entries[name] else {
      throw RecurFault("'\(self.name)' holds no tensor '\(name)'")
    }
    let bytes = try source.read(entry.range)
    return HostTensor(checked: entry.type.element, shape: entry.type.shape, bytes: bytes)
  }

  /// Reads a tensor's elements as floats; of some rows, and no others, or of all.
  public func floats(_ name: String, rows: Range<Int>?) throws(RecurFault) -> [Float] {
    guard let entry = entries[name] else {
      throw RecurFault("'\(self.name)' holds no tensor '\(name)'")
    }
    var range = entry.range
    if let rows {
      guard let count = entry.type.shape.first, rows.lowerBound >= 0, rows.upperBound <= count
      else {
        throw RecurFault("'\(self.name)' holds no rows \(rows) of '\(name)'")
      }
      let stride = count == 0 ? 0 : range.count / count
      let start = range.lowerBound
      range = start + rows.lowerBound * stride..<start + rows.upperBound * stride
    }
    if entry.type.element == .f32 { return try source.readFloats(range) }
    return try entry.type.element.floats(try source.read(range))
  }

  private static func header(
    _ source: ByteSource
  ) throws(RecurFault) -> ([JSONValue.Member], dataStart: Int) {
    guard source.count >= 8 else { throw RecurFault("it is \(source.count) bytes long") }
    var length: UInt64 = 0
    for byte in try source.read(0..<8).reversed() { length = length << 8 | UInt64(byte) }
    guard length <= headerLimit else {
      throw RecurFault("its header claims \(length) bytes; at most \(headerLimit) are allowed")
    }
    let dataStart = 8 + Int(length)
    guard dataStart <= source.count else {
      throw RecurFault("its header claims \(length) bytes, but only \(source.count - 8) follow")
    }
    guard case .object(let members) = try JSONReader.read(try source.read(8..<dataStart)) else {
      throw RecurFault("its header is not an object")
    }
    return (members, dataStart)
  }

  private static func metadata(_ json: JSONValue) throws(RecurFault) -> [String: String] {
    guard case .object(let members) = json else {
      throw RecurFault("__metadata__ is not an object")
    }
    var result: [String: String] = [:]
    for member in members {
      guard case .string(let text) = member.value else {
        throw RecurFault("__metadata__ '\(member.key)' is not a string")
      }
      result[member.key] = text
    }
    return result
  }

  private static func entry(
    _ json: JSONValue, dataStart: Int, dataLength: Int
  ) throws(RecurFault) -> Entry {
    var fields = try JSONFields(json, "entry")
    let type = try fields.string("dtype")
    guard let element = TensorElement(rawValue: type) else {
      throw RecurFault("unsupported dtype '\(type)'")
    }
    let shape = try fields.shape("shape")
    let offsets = try fields.array("data_offsets")
    try fields.finish()
    guard offsets.count == 2, case .integer(let begin) = offsets[0],
      case .integer(let end) = offsets[1], begin >= 0, end >= begin
    else {
      throw RecurFault("data_offsets must be two offsets in order")
    }
    guard end <= dataLength else {
      throw RecurFault("it ends at offset \(end), but there are only \(dataLength) bytes of data")
    }
    guard let size = element.byteCount(of: shape), size == end - begin else {
      throw RecurFault("\(element.name) \(shape) does not take \(end - begin) bytes")
    }
    return Entry(
      type: TensorEntry(element: element, shape: shape), range: dataStart + begin..<dataStart + end)
  }

  private static func checkCoverage(
    _ entries: [String: Entry], of data: Range<Int>
  ) throws(RecurFault) {
    var position = data.lowerBound
    let ordered = entries.sorted {
      ($0.value.range.lowerBound, $0.value.range.upperBound, $0.key)
        < ($1.value.range.lowerBound, $1.value.range.upperBound, $1.key)
    }
    for (name, entry) in ordered {
      guard entry.range.lowerBound >= position else {
        throw RecurFault("tensor '\(name)' overlaps the one before it")
      }
      guard entry.range.lowerBound == position else {
        throw RecurFault(
          "\(entry.range.lowerBound - position) bytes before tensor '\(name)' belong to none")
      }
      position = entry.range.upperBound
    }
    guard position == data.upperBound else {
      throw RecurFault("\(data.upperBound - position) bytes at the end belong to no tensor")
    }
  }
}
