import Foundation
import Testing

@testable import RecurLanguage

/// The language reference: its examples are sound specs, and it leaves out no cell and no function.
@Suite struct ReferenceTests {
  static let text: String = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/RecurLanguage/RecurLanguage.docc/Language.md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  /// The examples, each with the line that it starts at.
  static let examples: [(line: Int, text: String)] = {
    var examples: [(line: Int, text: String)] = []
    var lines: [Substring]?
    var start = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let example = lines {
        if line == "```" {
          examples.append((start, example.joined(separator: "\n") + "\n"))
          lines = nil
        } else {
          lines = example + [line]
        }
      } else if line == "```recur" {
        lines = []
        start = index + 2
      }
    }
    return examples
  }()

  @Test func thereAreExamples() { #expect(Self.examples.count >= 9) }

  @Test(arguments: examples.map(\.line)) func everyExampleIsASoundSpec(_ line: Int) throws {
    let example = try #require(Self.examples.first { $0.line == line })
    let result = check(example.text, path: "Language.md") { _ in throw SourceFileError("none") }
    #expect(result.diagnostics.isEmpty, "at line \(line): \(result.report())")
    #expect(result.program?.models.isEmpty == false)
  }

  @Test func everyCellAndFunctionIsThere() {
    let (spec, _) = Parser.parse(Lexer.tokens(of: Prelude.text, file: Prelude.path).tokens)
    let names = spec.cells.map(\.name.text) + spec.functions.map(\.name.text)
    for name in names + Array(Builtin.table.keys) + Array(Builtin.layers) {
      #expect(Self.text.contains("`\(name)`") || Self.text.contains("`\(name)("), "\(name)")
    }
  }
}
