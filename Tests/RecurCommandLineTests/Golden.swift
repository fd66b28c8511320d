import Foundation
import Testing

/// Compares a text with a file of `Golden`; with `RECUR_RECORD=1` the file is written anew, and the test
/// still fails.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden/\(name)")
  if ProcessInfo.processInfo.environment["RECUR_RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record("recorded Golden/\(name)", sourceLocation: sourceLocation)
    return
  }
  let remedy = "RECUR_RECORD=1 swift test --filter RecurCommandLineTests records it"
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record("Golden/\(name) is missing; \(remedy)", sourceLocation: sourceLocation)
    return
  }
  guard text != expected else { return }
  let old = expected.components(separatedBy: "\n")
  let changes = text.components(separatedBy: "\n").difference(from: old).map { change in
    switch change {
    case .remove(let line, let text, _): "-\(line + 1): \(text)"
    case .insert(let line, let text, _): "+\(line + 1): \(text)"
    }
  }
  Issue.record(
    "Golden/\(name) differs; \(remedy)\n\(changes.joined(separator: "\n"))",
    sourceLocation: sourceLocation)
}
