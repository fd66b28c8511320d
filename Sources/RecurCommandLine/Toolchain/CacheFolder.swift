import Foundation

/// The folder in which things are kept that can be made again: `recur` in the user's cache.
enum CacheFolder {
  /// The path of an entry, or nil where there is no such folder and none can be made.
  static func entry(_ name: String) -> URL? {
    guard let base = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
    else { return nil }
    let folder = base.appendingPathComponent("recur", isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch { return nil }
    return FileManager.default.isWritableFile(atPath: folder.path)
      ? folder.appendingPathComponent(name) : nil
  }
}

/// FNV-1a with 64 bits: tells contents apart that nobody means to confuse.
struct ContentHash {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds some bytes and their end.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    var value = self.value
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.value = (value ^ 0xff) &* 0x100_0000_01b3
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
