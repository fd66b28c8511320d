import Foundation

/// A folder in which things are kept that can be made again, as long as they are used.
struct CacheFolder: Sendable {
  /// Where it is.
  var url: URL
  /// The seconds after its last use for which an entry stays.
  var age: TimeInterval = 30 * 24 * 60 * 60
  /// The bytes that all entries may have together. What one version of the compiler keeps takes about
  /// 12 MB.
  var bytes = 256 << 20

  /// `recur` in the user's cache, or nil where there is no such folder and none can be made.
  static var ofUser: CacheFolder? {
    guard let base = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
    else { return nil }
    let folder = base.appendingPathComponent("recur", isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch { return nil }
    return FileManager.default.isWritableFile(atPath: folder.path) ? CacheFolder(url: folder) : nil
  }

  /// The path of an entry, a file or a folder, which may be there or not.
  func entry(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Notes that an entry is used, and removes what has not been used for long and, while all entries
  /// have too many bytes, the one that has not been used for longest. The entry itself stays.
  func use(_ name: String, at now: Date = Date()) {
    try? FileManager.default.setAttributes(
      [.modificationDate: now], ofItemAtPath: entry(name).path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    var total = size(of: name)
    let others = names.filter { $0 != name }.map { (name: $0, used: lastUse(of: $0)) }
    for (name, used) in others.sorted(by: { ($1.used, $1.name) < ($0.used, $0.name) }) {
      total += size(of: name)
      if now.timeIntervalSince(used) > age || total > bytes {
        try? FileManager.default.removeItem(at: entry(name))
      }
    }
  }

  private func lastUse(of name: String) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: entry(name).path)
    return attributes?[.modificationDate] as? Date ?? .distantPast
  }

  /// The bytes of a file, or of all files in a folder.
  private func size(of name: String) -> Int {
    let path = entry(name).path
    let inner = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return ([path] + inner.map { "\(path)/\($0)" }).reduce(0) { sum, path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return sum + ((attributes?[.size] as? NSNumber)?.intValue ?? 0)
    }
  }
}
