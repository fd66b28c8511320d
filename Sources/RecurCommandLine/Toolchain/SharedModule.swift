import Foundation

/// The compiled sources that every executable shares, kept in the cache for the next one.
///
/// They are compiled with checks and for any processor: they read what users pass in.
struct SharedModule {
  /// The module's name.
  static let name = "RecurBinary"
  /// The files that compiling it leaves.
  static let products = ["\(name).o", "\(name).swiftmodule"]

  /// The sources.
  static var files: [EmbeddedFile] {
    EmbeddedFile.files(in: "RecurWeights") + EmbeddedFile.files(in: "RecurBinary")
  }

  /// Where modules are kept, or nil if nothing can be kept.
  private let cache: CacheFolder?
  /// What the module that this compiler makes is called there.
  private let entry: String

  /// Looks up the cache for what `toolchain` makes; one look at its version tells compilers apart.
  init(
    toolchain: Toolchain, folder: WorkFolder, cache: CacheFolder? = .ofUser
  ) throws {
    var hash = ContentHash()
    hash.add(try Subprocess.run(toolchain.swift, ["--version"], in: folder.url).output.utf8)
    for file in Self.files { hash.add(file.text.utf8) }
    self.cache = cache
    entry = "shared-\(hash.text)"
  }

  /// Copies the module into `folder`; false if it is not in the cache.
  func restore(to folder: URL) -> Bool {
    guard let cache else { return false }
    for product in Self.products {
      let copy = folder.appendingPathComponent(product)
      try? FileManager.default.removeItem(at: copy)
      do {
        try FileManager.default.copyItem(
          at: cache.entry(entry).appendingPathComponent(product), to: copy)
      } catch { return false }
    }
    cache.use(entry)
    return true
  }

  /// Keeps the module that was compiled in `folder`. A cache that cannot be written is no fault.
  func keep(from folder: URL) {
    guard let cache else { return }
    let partial = cache.entry(UUID().uuidString)
    defer { Interruption.release(partial) }
    do {
      try Interruption.make(partial)
      for product in Self.products {
        try FileManager.default.copyItem(
          at: folder.appendingPathComponent(product), to: partial.appendingPathComponent(product))
      }
      try FileManager.default.moveItem(at: partial, to: cache.entry(entry))
      cache.use(entry)
    } catch { try? FileManager.default.removeItem(at: partial) }
  }
}
