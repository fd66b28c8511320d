import Foundation
import RecurTestSupport
import Testing

@testable import RecurLanguage

/// Every spec of the repository, printed by the formatter and parsed back, is what it was. `RandomSpecTests`
/// does the same with random specs, and `FuzzTests` with texts that are seldom written.
@Suite struct PrintedSpecTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    /// Where its vocabularies are.
    var folder: URL?

    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let root = SwiftCompiler.repository
    let paths = ["Sources/Models", "Tests"].flatMap { folder in
      let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      return (files?.allObjects ?? []).compactMap { ($0 as? String).map { "\(folder)/\($0)" } }
    }
    let files = paths.filter { $0.hasSuffix(".recur") }.sorted().compactMap { path -> Case? in
      let file = root.appending(path: path)
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      return Case(name: path, text: text, folder: file.deletingLastPathComponent())
    }
    let examples = LanguageReference.examples.map {
      Case(name: "Language.md:\($0.line)", text: $0.text)
    }
    return files + examples + [Case(name: Prelude.path, text: Prelude.text)]
  }()

  @Test(arguments: cases) func isParsedBack(_ spec: Case) throws {
    guard let printed = PrintedSpec(spec.text) else {
      #expect(spec.name.contains("/reject/"))
      return
    }
    #expect(printed.fault == nil)
    let (before, after) = printed.graphs(in: spec.folder)
    let isSound = !spec.name.contains("/reject/") && !spec.name.contains("/format/")
    #expect(before != nil || !isSound)
    #expect(before == after)
  }

  @Test func thereAreCases() { #expect(Self.cases.count > 60) }

  /// What users see is laid out as the formatter does it.
  @Test(arguments: cases.filter { !$0.name.hasPrefix("Tests") })
  func isFormatted(_ spec: Case) throws {
    let printed = try #require(PrintedSpec(spec.text)).printed
    let shown = difference(from: spec.text, to: printed)
    #expect(printed == spec.text, "`recur format` changes \(spec.name):\n\(shown)")
  }
}
