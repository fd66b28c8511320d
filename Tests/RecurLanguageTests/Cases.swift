import Foundation
import RecurLanguage

/// The folders of cases beside this file, and how a case is compared with its golden.
enum Cases {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// The names of the specs in the folder `name`, in alphabetical order.
  static func names(in name: String) -> [String] {
    let files =
      (try? FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: name).path)) ?? []
    return files.filter { $0.hasSuffix(".recur") }.map { String($0.dropLast(6)) }.sorted()
  }

  /// Checks the spec `name` in `directory`, with the files beside it.
  static func check(_ name: String, in directory: URL) throws -> CheckResult {
    let bytes = try Data(contentsOf: directory.appending(path: "\(name).recur"))
    return RecurLanguage.check(utf8: Array(bytes), path: "\(name).recur") { file in
      guard let data = try? Data(contentsOf: directory.appending(path: file)) else {
        throw SourceFileError("there is no such file")
      }
      guard let text = String(data: data, encoding: .utf8) else {
        throw SourceFileError("it is not UTF-8 text")
      }
      return text
    }
  }

  /// What is wrong with `text`, which the golden at `path` below this folder should hold; nil if
  /// nothing is. With RECUR_RECORD=1 the golden is written, and the run fails.
  static func mismatch(_ text: String, golden path: String) throws -> String? {
    let file = folder.appending(path: path)
    let remedy = "RECUR_RECORD=1 swift test --filter RecurLanguageTests"
    if ProcessInfo.processInfo.environment["RECUR_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
      return "recorded \(path); run again without RECUR_RECORD"
    }
    guard let data = try? Data(contentsOf: file) else {
      return "\(path) is missing; record it with\n  \(remedy)"
    }
    let expected = String(decoding: data, as: UTF8.self)
    if expected == text { return nil }
    return "\(path) differs (- expected, + found):\n\(difference(expected, text))"
      + "if the new text is right, record it with\n  \(remedy)"
  }

  private static func difference(_ old: String, _ new: String) -> String {
    let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false)
    let newLines = new.split(separator: "\n", omittingEmptySubsequences: false)
    var lines: [(Int, Int, String)] = []
    for change in newLines.difference(from: oldLines) {
      switch change {
      case .remove(let offset, let line, _): lines.append((offset, 0, "- \(line)"))
      case .insert(let offset, let line, _): lines.append((offset, 1, "+ \(line)"))
      }
    }
    let sorted = lines.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(30)
    return sorted.map { "  \($0.0 + 1): \($0.2)\n" }.joined()
  }
}
