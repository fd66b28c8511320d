import Foundation

/// Files that compilers make of sources, kept in the cache for the next time.
struct KeptFiles {
  /// Their names.
  private let names: [String]
  /// Where they are kept, or nil if nothing can be kept.
  private let cache: CacheFolder?
  /// What they are called there together.
  private let entry: String

  /// Looks up the cache for what `toolchain` makes of sources; one look at its version tells compilers apart.
  ///
  /// - Parameters:
  ///   - kind: how the entry's name begins.
  ///   - sources: all that the files depend on, flags too.
  init(
    _ names: [String], _ kind: String, of sources: [String], by toolchain: Toolchain,
    in folder: WorkFolder, cache: CacheFolder? = .ofUser
  ) throws {
    var hash = ContentHash()
    hash.add(try Subprocess.run(toolchain.swift, ["--version"], in: folder.url).output.utf8)
    for source in sources { hash.add(source.utf8) }
    self.names = names
    self.cache = cache
    entry = "\(kind)-\(hash.text)"
  }

  /// Copies the files into `folder`; false if they are not in the cache.
  func restore(to folder: URL) -> Bool {
    guard let cache else { return false }
    for name in names {
      let copy = folder.appendingPathComponent(name)
      try? FileManager.default.removeItem(at: copy)
      do {
        try FileManager.default.copyItem(
          at: cache.entry(entry).appendingPathComponent(name), to: copy)
      } catch { return false }
    }
    cache.use(entry)
    return true
  }

  /// Keeps the files that were made in `folder`. A cache that cannot be written is no fault.
  func keep(from folder: URL) {
    guard let cache else { return }
    let partial = cache.entry(UUID().uuidString)
    defer { Interruption.release(partial) }
    do {
      try Interruption.make(partial)
      for name in names {
        try FileManager.default.copyItem(
          at: folder.appendingPathComponent(name), to: partial.appendingPathComponent(name))
      }
      try FileManager.default.moveItem(at: partial, to: cache.entry(entry))
      cache.use(entry)
    } catch { try? FileManager.default.removeItem(at: partial) }
  }
}
