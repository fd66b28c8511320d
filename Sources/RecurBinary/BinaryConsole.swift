#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Where the text of a command line comes from and goes to.
public struct BinaryConsole {
  /// Writes to standard output; throws if that fails.
  public var write: (String) throws(RecurFault) -> Void
  /// Writes to standard error.
  public var writeError: (String) -> Void
  /// Reads some bytes of standard input, none at its end; throws if that fails.
  public var read: () throws(RecurFault) -> [UInt8]
  /// Whether standard input is a terminal.
  public var isInteractive: Bool

  /// Creates a console, such as one for tests.
  public init(
    write: @escaping (String) throws(RecurFault) -> Void, writeError: @escaping (String) -> Void,
    read: @escaping () throws(RecurFault) -> [UInt8], isInteractive: Bool
  ) {
    self.write = write
    self.writeError = writeError
    self.read = read
    self.isInteractive = isInteractive
  }

  /// The process's own streams, unbuffered.
  public static var standard: BinaryConsole {
    BinaryConsole(
      write: { (text) throws(RecurFault) in try writeOutput(text) },
      writeError: { text in _ = put(text, STDERR_FILENO) },
      read: { () throws(RecurFault) in try readStandardInput() },
      isInteractive: isatty(STDIN_FILENO) != 0)
  }

  /// Writes to the process's own standard output.
  ///
  /// - Parameter end: what is done where nobody reads it any more, if a signal has not ended the process.
  public static func writeOutput(
    _ text: String, whenUnread end: () -> Void = {}
  ) throws(RecurFault) {
    let code = put(text, STDOUT_FILENO)
    if code == EPIPE { end() }
    guard code == 0 else {
      throw RecurFault("cannot write standard output: \(String(cString: strerror(code)))")
    }
  }

  /// Writes to a descriptor and answers the number of the error, or 0.
  private static func put(_ text: String, _ descriptor: Int32) -> Int32 {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        #if canImport(Darwin)
          let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          let count = Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return count < 0 ? errno : EIO }
        done += count
      }
      return 0
    }
  }

  private static func readStandardInput() throws(RecurFault) -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let capacity = chunk.count
      #if canImport(Darwin)
        let count = Darwin.read(STDIN_FILENO, &chunk, capacity)
      #elseif canImport(Musl)
        let count = Musl.read(STDIN_FILENO, &chunk, capacity)
      #else
        let count = Glibc.read(STDIN_FILENO, &chunk, capacity)
      #endif
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw RecurFault("cannot read standard input: \(String(cString: strerror(errno)))")
      }
      return Array(chunk[..<count])
    }
  }
}
