import Foundation
import Testing

/// A folder of expected texts beside a test file.
///
/// `RECUR_RECORD=1` writes what the tests find and still fails them; a missing expectation fails too.
public struct Golden: Sendable {
  /// The folder.
  public let folder: URL
  /// The command that accepts what the tests find.
  public let recordCommand: String

  /// Whether this run records.
  public static let isRecording = ProcessInfo.processInfo.environment["RECUR_RECORD"] == "1"

  /// The folder `name` beside the file that says `#filePath`, whose tests `filter` selects.
  public init(_ name: String, filter: String, beside file: String = #filePath) {
    folder = URL(filePath: file).deletingLastPathComponent().appending(path: name)
    recordCommand = "RECUR_RECORD=1 swift test --filter \(filter)"
  }

  /// The paths below the folder that end in `suffix`, without it, sorted.
  public func cases(_ suffix: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
    let paths = files?.allObjects as? [String] ?? []
    return paths.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
  }

  /// The text of the file at `path` in the folder.
  public func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// Records an issue with a diff unless the file at `path` says `actual`.
  public func expect(_ actual: String, at path: String) throws {
    let file = folder.appending(path: path)
    if Self.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path); read it, then run again without RECUR_RECORD")
      return
    }
    guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record("\(path) is missing; `\(recordCommand)` writes it")
      return
    }
    guard actual != expected else { return }
    Issue.record(
      "\(path):\n\(difference(from: expected, to: actual))`\(recordCommand)` accepts this")
  }
}

/// The lines in which two texts differ, marked `-` and `+`, with the numbers of the places.
public func difference(from expected: String, to actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var text = ""
  for change in new.difference(from: old) {
    switch change {
    case .remove(let offset, let line, _): text += "-\(offset + 1): \(line)\n"
    case .insert(let offset, let line, _): text += "+\(offset + 1): \(line)\n"
    }
  }
  return text
}
