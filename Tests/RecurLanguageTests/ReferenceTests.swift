import RecurTestSupport
import Testing

@testable import RecurLanguage

/// The language reference: its examples are sound specs, and it leaves out no cell and no function.
@Suite struct ReferenceTests {
  @Test func thereAreExamples() { #expect(LanguageReference.examples.count >= 9) }

  @Test(arguments: LanguageReference.examples.map(\.line)) func everyExampleIsASoundSpec(
    _ line: Int
  ) throws {
    let example = try #require(LanguageReference.examples.first { $0.line == line })
    let result = check(example.text, path: "Language.md") { _ in throw SourceFileError("none") }
    #expect(result.diagnostics.isEmpty, "at line \(line): \(result.report())")
    #expect(result.program?.models.isEmpty == false)
  }

  @Test func everyCellAndFunctionIsThere() {
    let (spec, _) = Parser.parse(Lexer.tokens(of: Prelude.text, file: Prelude.path).tokens)
    let names = spec.cells.map(\.name.text) + spec.functions.map(\.name.text)
    for name in names + Array(Builtin.table.keys) + Array(Builtin.layers) {
      #expect(
        LanguageReference.text.contains("`\(name)`")
          || LanguageReference.text.contains("`\(name)("), "\(name)")
    }
  }
}
