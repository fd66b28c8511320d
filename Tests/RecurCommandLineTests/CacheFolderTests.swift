import Foundation
import Testing

@testable import RecurCommandLine

@Suite("The cache") final class CacheFolderTests {
  private let folder: WorkFolder
  private let now = Date(timeIntervalSince1970: 2_000_000_000)

  init() throws { folder = try WorkFolder() }

  deinit { folder.remove() }

  /// Entries of 1,000 bytes each, a folder and files, which were used so many seconds ago.
  private func makeEntries(_ ages: [(name: String, age: Double)]) throws {
    for (name, age) in ages {
      let isFolder = name.hasPrefix("shared")
      try folder.write(String(repeating: "x", count: 1000), to: isFolder ? "\(name)/object" : name)
      try FileManager.default.setAttributes(
        [.modificationDate: now - age], ofItemAtPath: folder.path(name))
    }
  }

  private func entries() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  @Test func whatIsNotUsedForLongGoes() throws {
    try makeEntries([("shared-a", 99), ("shared-b", 101), ("c", 102), ("d", 98), ("e", 1000)])
    CacheFolder(url: folder.url, age: 100).use("e", at: now)
    #expect(try entries() == ["d", "e", "shared-a"])
  }

  @Test func whatIsTooMuchGoesTheLeastRecentlyUsedFirst() throws {
    try makeEntries([("a", 5), ("b", 4), ("c", 3), ("d", 2), ("e", 1)])
    let cache = CacheFolder(url: folder.url, bytes: 3500)
    cache.use("a", at: now)
    #expect(try entries() == ["a", "d", "e"])
    try makeEntries([("f", -1)])
    cache.use("f", at: now + 1)
    #expect(try entries() == ["a", "e", "f"])
  }

  @Test func theBytesOfFoldersCount() throws {
    try makeEntries([("shared-a", 5), ("shared-b", 4), ("c", 3)])
    // A folder takes some bytes itself, and its object 1,000.
    let itself = try folder.bytes(of: "shared-a")
    CacheFolder(url: folder.url, bytes: 2999 + 2 * itself).use("c", at: now)
    #expect(try entries() == ["c", "shared-b"])
  }

  @Test func whatIsUsedStaysHoweverLargeItIs() throws {
    try makeEntries([("a", 5), ("b", 4)])
    CacheFolder(url: folder.url, bytes: 10).use("a", at: now)
    #expect(try entries() == ["a"])
  }
}
