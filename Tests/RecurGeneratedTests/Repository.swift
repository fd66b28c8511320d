import Foundation

/// Where things are in this repository.
enum Repository {
  /// Its root.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The specs of the shipped models, sorted.
  static func shippedSpecs() throws -> [URL] {
    try files(in: root.appending(path: "Sources/Models")).filter { $0.pathExtension == "recur" }
  }

  /// What a folder holds, sorted.
  static func files(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
      .sorted().map { folder.appending(path: $0) }
  }
}
