import Foundation
import RecurGraph
import RecurPasses
import Testing

/// Each `Cases/PASS/WHAT-IT-SHOWS.ir` is rewritten by the pass to the `.expected` beside it.
@Suite struct GoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
  static let isRecording = ProcessInfo.processInfo.environment["RECUR_RECORD"] == "1"
  static let recordCommand = "RECUR_RECORD=1 swift test --filter GoldenTests"

  static let cases: [String] = {
    let files = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
    let paths = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".ir") }
    return paths.map { String($0.dropLast(3)) }.sorted()
  }()

  @Test(arguments: cases) func rewritesToTheExpectedText(_ name: String) throws {
    let file = Self.folder.appending(path: name)
    let pass = try #require(
      Pass.all.first { $0.name == file.deletingLastPathComponent().lastPathComponent },
      "the folder of \(name) is named for no pass")
    let text = try String(contentsOf: file.appendingPathExtension("ir"), encoding: .utf8)
    let graph = try Graph(parsing: text)
    try graph.verify()
    let actual: String
    do {
      let rewritten = try pass.apply(graph)
      try rewritten.verify()
      actual = rewritten.description
    } catch let error as NotCausal {
      actual = "not causal: \(error.reason)\n"
    }
    try Self.compare(actual, with: file.appendingPathExtension("expected"))
  }

  @Test func everyPassHasACase() {
    for pass in Pass.all {
      #expect(Self.cases.contains { $0.hasPrefix(pass.name + "/") }, "no case for \(pass.name)")
    }
  }

  @Test func everyExpectationHasItsCase() throws {
    let files = FileManager.default.enumerator(atPath: Self.folder.path(percentEncoded: false))
    for path in files?.allObjects as? [String] ?? [] where path.hasSuffix(".expected") {
      #expect(Self.cases.contains(String(path.dropLast(9))), "\(path) belongs to no case")
    }
  }

  /// Fails with a diff unless the file says `actual`; when recording, writes it and fails.
  static func compare(_ actual: String, with file: URL) throws {
    let name = file.lastPathComponent
    if isRecording {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name); read it, then run again without RECUR_RECORD")
      return
    }
    guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record("\(name) is missing; `\(recordCommand)` writes it")
      return
    }
    if actual != expected {
      Issue.record(
        "\(name):\n\(difference(from: expected, to: actual))`\(recordCommand)` accepts this")
    }
  }

  /// The lines of both texts, those of one alone marked `-` or `+`.
  static func difference(from expected: String, to actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var text = ""
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removed.contains(i) {
        text += "- \(old[i])\n"
        i += 1
      } else if inserted.contains(j) {
        text += "+ \(new[j])\n"
        j += 1
      } else {
        text += "  \(new[j])\n"
        i += 1
        j += 1
      }
    }
    return text
  }
}
