#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes that are read piece by piece, from a file or from memory.
///
/// A file is read with `pread` and not mapped, since another process may truncate it at any time: that
/// is then an error and not a signal. What is not a regular file (a pipe) is read whole at once.
public final class ByteSource: @unchecked Sendable {
  /// What messages call it: the path of a file.
  public let name: String
  /// How many bytes there are.
  public let count: Int

  private enum Storage {
    case file(Int32)
    case bytes([UInt8])
    case memory(UnsafeRawBufferPointer)
  }

  private let storage: Storage

  /// The most that is read from a pipe.
  private static let pipeLimit = 1 << 30

  /// Opens a file; throws if it cannot be read or is a directory.
  public init(path: String) throws(RecurFault) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.fault(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let fault = Self.fault(path)
      close(descriptor)
      throw fault
    }
    name = path
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      count = Int(status.st_size)
      storage = .file(descriptor)
    case S_IFDIR:
      close(descriptor)
      throw RecurFault("cannot read '\(path)': it is a directory")
    default:
      defer { close(descriptor) }
      let bytes = try Self.readAll(descriptor, path)
      count = bytes.count
      storage = .bytes(bytes)
    }
  }

  /// Uses bytes in an array, which messages call `name`.
  public init(_ bytes: [UInt8], name: String) {
    self.name = name
    count = bytes.count
    storage = .bytes(bytes)
  }

  /// Uses bytes in memory, which messages call `name`.
  ///
  /// - Requires: the memory outlives this object and does not change.
  public init(_ memory: UnsafeRawBufferPointer, name: String) {
    self.name = name
    count = memory.count
    storage = .memory(memory)
  }

  deinit {
    if case .file(let descriptor) = storage { close(descriptor) }
  }

  /// Reads a range of the bytes; throws if there are not so many or they cannot be read.
  public func read(_ range: Range<Int>) throws(RecurFault) -> [UInt8] {
    try values(range, count: range.count)
  }

  /// Reads a range of the bytes as little-endian floats; throws as `read` does.
  ///
  /// - Requires: a whole number of floats.
  func readFloats(_ range: Range<Int>) throws(RecurFault) -> [Float] {
    try values(range, count: range.count / 4)
  }

  /// Reads `count` values that fill a range of bytes, without copying them once more.
  private func values<Value: BitwiseCopyable>(
    _ range: Range<Int>, count valueCount: Int
  ) throws(RecurFault) -> [Value] {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      throw RecurFault("'\(name)' ends after \(count) bytes; \(range.upperBound) were expected")
    }
    var isComplete = false
    let result = [Value](unsafeUninitializedCapacity: valueCount) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(
        start: buffer.baseAddress, count: valueCount * MemoryLayout<Value>.stride)
      isComplete = copy(from: range.lowerBound, to: bytes)
      initialized = isComplete ? valueCount : 0
    }
    guard isComplete else { throw RecurFault("cannot read '\(name)': it changed or is damaged") }
    return result
  }

  /// Fills `target` with the bytes from `start`; answers whether that succeeded.
  private func copy(from start: Int, to target: UnsafeMutableRawBufferPointer) -> Bool {
    guard let base = target.baseAddress, target.count > 0 else { return true }
    switch storage {
    case .bytes(let bytes):
      bytes.withUnsafeBytes { source in
        target.copyMemory(from: .init(rebasing: source[start..<start + target.count]))
      }
    case .memory(let memory):
      target.copyMemory(from: .init(rebasing: memory[start..<start + target.count]))
    case .file(let descriptor):
      var done = 0
      while done < target.count {
        let wanted = min(target.count - done, 1 << 30)
        let got = pread(descriptor, base + done, wanted, off_t(start + done))
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { return false }
        done += got
      }
    }
    return true
  }

  private static func readAll(_ descriptor: Int32, _ path: String) throws(RecurFault) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let capacity = chunk.count
      #if canImport(Darwin)
        let got = Darwin.read(descriptor, &chunk, capacity)
      #elseif canImport(Musl)
        let got = Musl.read(descriptor, &chunk, capacity)
      #else
        let got = Glibc.read(descriptor, &chunk, capacity)
      #endif
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw fault(path) }
      if got == 0 { return bytes }
      bytes += chunk[..<got]
      if bytes.count > pipeLimit {
        throw RecurFault("cannot read '\(path)': not a file, and over \(pipeLimit) bytes long")
      }
    }
  }

  private static func fault(_ path: String) -> RecurFault {
    RecurFault("cannot read '\(path)': \(String(cString: strerror(errno)))")
  }
}
