#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes files that are either complete or not there.
public enum AtomicFile {
  /// Replaces the file at `path` by the concatenation of `pieces`.
  ///
  /// The bytes go to a temporary file in the same folder, which is then renamed; after an error the old
  /// file is as it was. What exists and is not a regular file (a pipe, a device) is written directly.
  public static func write(_ pieces: [[UInt8]], to path: String) throws(RecurFault) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw fault(path) }
      defer { close(descriptor) }
      guard writeAll(pieces, descriptor) else { throw fault(path) }
      return
    }

    // A link stays a link: the file it leads to is replaced.
    let target = exists ? resolved(path) : path
    var temporary = ""
    var descriptor: Int32 = -1
    // A killed process may have left a file behind, and another may have its number now.
    for attempt in 0..<100 where descriptor < 0 {
      temporary = "\(target).\(getpid())-\(attempt).partial"
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0 && errno != EEXIST { break }
    }
    guard descriptor >= 0 else { throw fault(path) }
    if exists { fchmod(descriptor, status.st_mode & 0o777) }
    let written = writeAll(pieces, descriptor)
    let code = errno
    let closed = close(descriptor) == 0
    guard written, closed, rename(temporary, target) == 0 else {
      let problem = written ? errno : code
      unlink(temporary)
      throw fault(path, problem)
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func writeAll(_ pieces: [[UInt8]], _ descriptor: Int32) -> Bool {
    for piece in pieces {
      let complete = piece.withUnsafeBytes { buffer -> Bool in
        guard let base = buffer.baseAddress else { return true }
        var done = 0
        while done < buffer.count {
          let wanted = min(buffer.count - done, 1 << 30)
          #if canImport(Darwin)
            let put = Darwin.write(descriptor, base + done, wanted)
          #elseif canImport(Musl)
            let put = Musl.write(descriptor, base + done, wanted)
          #else
            let put = Glibc.write(descriptor, base + done, wanted)
          #endif
          if put < 0 && errno == EINTR { continue }
          if put <= 0 { return false }
          done += put
        }
        return true
      }
      if !complete { return false }
    }
    return true
  }

  private static func fault(_ path: String, _ code: Int32 = errno) -> RecurFault {
    RecurFault("cannot write '\(path)': \(String(cString: strerror(code)))")
  }
}
