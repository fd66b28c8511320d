import Foundation
import RecurWeights

/// A folder for what is made on the way: a temporary one that goes away, or one the user wants to keep.
struct WorkFolder {
  /// Where it is.
  var url: URL
  /// Whether it stays when the work is done.
  var isKept: Bool

  /// Makes a temporary folder, or the folder at `kept`.
  init(keeping kept: String? = nil) throws {
    isKept = kept != nil
    url =
      kept.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? FileManager.default.temporaryDirectory
      .appendingPathComponent("recur-\(UUID().uuidString)", isDirectory: true)
    do {
      if isKept {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      } else {
        try Interruption.make(url)
      }
    } catch {
      throw RecurFault("cannot make the folder '\(url.path)': \(error.localizedDescription)")
    }
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file, in a folder of its own if the name has slashes.
  func write(_ text: String, to name: String) throws {
    let file = url.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    } catch {
      throw RecurFault("cannot write '\(file.path)': \(error.localizedDescription)")
    }
  }

  /// The size of a file.
  func bytes(of name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    return (attributes[.size] as? NSNumber)?.intValue ?? 0
  }

  /// Removes a temporary folder.
  func remove() {
    guard !isKept else { return }
    try? FileManager.default.removeItem(at: url)
    Interruption.release(url)
  }
}
