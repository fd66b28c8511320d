import Testing

@testable import RecurLanguage

/// The prelude is written in the language, so it must be a spec like any other.
@Suite struct PreludeTests {
  @Test func thePreludeIsASoundSpec() {
    let result = check(Prelude.text, path: Prelude.path) { _ in "" }
    #expect(result.diagnostics.isEmpty, "\(result.report())")
  }

  @Test func everyDeclarationIsDocumented() {
    let (spec, _) = Parser.parse(Lexer.tokens(of: Prelude.text, file: Prelude.path).tokens)
    #expect(spec.cells.count > 20)
    #expect(spec.cells.allSatisfy { !$0.documentation.isEmpty })
    #expect(spec.functions.allSatisfy { !$0.documentation.isEmpty })
  }

  @Test(
    "layer names",
    arguments: [
      ("LSTM", "lstm"), ("GRUResetAfter", "gruResetAfter"), ("RNNRelu", "rnnRelu"),
      ("Mixed", "mixed"), ("dense", "dense"), ("A", "a"), ("A1", "a1"),
    ])
  func layerNames(name: String, path: String) {
    #expect(Naming.lowerCamelCase(name) == path)
  }

  @Test(
    "suggestions",
    arguments: [
      ("LSMT", "LSTM"), ("lstm", "LSTM"), ("GUR", "GRU"), ("GRUResetAfer", "GRUResetAfter"),
    ])
  func suggestions(misspelling: String, meant: String) {
    let names = ["LSTM", "GRU", "GRUResetAfter", "RNN", "relu"]
    #expect(suggestion(for: misspelling, among: names) == meant)
    #expect(suggestion(for: "Transformer", among: names) == nil)
    #expect(suggestion(for: "x", among: ["y", "h"]) == nil)
  }
}
