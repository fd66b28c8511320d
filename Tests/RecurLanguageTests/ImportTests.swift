import Testing

@testable import RecurLanguage

/// What `import "file.recur"` brings, and what is said when it cannot.
@Suite struct ImportTests {
  static let cell = """
    /// Keeps a part of its state.
    cell Leaky(H)(x: [X]) {
      state  h: [H]
      weight W: [H, X]
      h' = half(W @ x) + half(h)
    }

    """

  /// Checks the spec of `files` that is called `main.recur`.
  private func check(_ files: [String: String]) throws -> CheckResult {
    RecurLanguage.check(try #require(files["main.recur"]), path: "specs/main.recur") { name in
      guard let text = files[name] else { throw SourceFileError("there is no such file") }
      return text
    }
  }

  private func model(_ imports: String..., body: String = "Leaky(4)(x)") -> String {
    imports.map { "import \"\($0)\"\n" }.joined() + """
      model Main {
        input x: sequence of [3]
        output y = \(body)
      }

      """
  }

  @Test func whatIsImportedImports() throws {
    let result = try check([
      "main.recur": model("cells/leaky.recur"),
      "cells/leaky.recur": "import \"../functions.recur\"\n" + Self.cell,
      "functions.recur": "function half(x) = 0.5 * x\n",
    ])
    #expect(result.diagnostics.isEmpty, "\(result.report())")
    #expect(result.program?.models.map(\.name) == ["Main"])
  }

  @Test func twoFilesMayImportEachOther() throws {
    let result = try check([
      "main.recur": model("a.recur", "./b.recur"),
      "a.recur": "import \"b.recur\"\nimport \"main.recur\"\n" + Self.cell,
      "b.recur": "import \"a.recur\"\nfunction half(x) = 0.5 * x\n",
    ])
    #expect(result.diagnostics.isEmpty, "\(result.report())")
  }

  /// What begins with a slash is where it says.
  @Test func pathsMayBeWhole() throws {
    let result = try check([
      "main.recur": model("/cells/./leaky.recur"),
      "/cells/leaky.recur": "import \"../functions.recur\"\n" + Self.cell,
      "/functions.recur": "function half(x) = 0.5 * x\n",
    ])
    #expect(result.diagnostics.isEmpty, "\(result.report())")
    #expect(result.sources["/cells/leaky.recur"] != nil)
  }

  /// What a missing file should have brought is not called unknown, nor what would read it unused.
  @Test func consequencesAreNotTold() throws {
    let text = model("none.recur", body: "Leaky(4)(x)").replacing(
      "output y", with: "k = half(x)\n  output y")
    let result = try check(["main.recur": text])
    #expect(result.diagnostics.count == 1)
    #expect(result.diagnostics[0].message.contains("cannot read 'none.recur'"))
    let broken = try check([
      "main.recur": model("leaky.recur"), "leaky.recur": "cell Leaky(H)(x: [X]) {",
    ])
    #expect(broken.diagnostics.allSatisfy { $0.span.file == "specs/leaky.recur" })
    #expect(!broken.diagnostics.isEmpty)
  }

  @Test func modelsStayWhereTheyAre() throws {
    let result = try check([
      "main.recur": model("other.recur", body: "RNN(2)(x)"),
      "other.recur": model(body: "RNN(3)(x)"),
    ])
    #expect(result.program?.models.map(\.name) == ["Main"])
  }

  @Test func vocabulariesAreReadBesideTheirFile() throws {
    let result = try check([
      "main.recur": """
      import "words/all.recur"
      model Main {
        input word: token(Words)
        output y = dense(embedding(word, 2), 2)
      }

      """,
      "words/all.recur": "vocabulary Words = file(\"list.txt\")\n", "words/list.txt": "a\nb\nc\n",
    ])
    #expect(result.diagnostics.isEmpty, "\(result.report())")
    #expect(result.program?.models[0].inputs[0].vocabulary?.entries == ["a", "b", "c"])
  }

  @Test func faultsAreToldWhereTheyAre() throws {
    let result = try check([
      "main.recur": model("cells/leaky.recur", "missing.recur"),
      "cells/leaky.recur": Self.cell.replacing("half(W @ x) + half(h)", with: "V @ x + h"),
    ])
    let places = result.diagnostics.map {
      "\($0.span.file):\($0.span.start.line): \($0.message)"
    }
    #expect(
      places == [
        "specs/main.recur:2: cannot read 'missing.recur': there is no such file",
        "specs/cells/leaky.recur:5: unknown name 'V'",
      ], "\(result.report())")
    #expect(result.report().contains("h' = V @ x + h"))
  }

  @Test func aNameIsDefinedOnce() throws {
    let result = try check([
      "main.recur": "function half(x) = x / 2\n" + model("leaky.recur"),
      "leaky.recur": Self.cell + "function half(x) = 0.5 * x\n",
    ])
    #expect(result.diagnostics.map(\.message) == ["'half' is already defined"])
    #expect(result.diagnostics.first?.span.file == "specs/leaky.recur")
  }

  @Test func limitsAreTold() throws {
    var files = ["main.recur": model("0.recur")]
    for index in 0..<Importer.maximumFiles + 5 {
      files["\(index).recur"] = "import \"\(index + 1).recur\"\n"
    }
    let tooMany = try check(files)
    #expect(tooMany.diagnostics.contains { $0.message == "the spec imports more than 100 files" })
    let large = String(repeating: " ", count: Importer.maximumBytes + 1)
    let tooLarge = try check(["main.recur": model("large.recur"), "large.recur": large])
    #expect(tooLarge.diagnostics.contains { $0.message.hasPrefix("'large.recur' has more bytes") })
    let entries = String(repeating: "a", count: VocabularyChecker.maximumBytes + 1)
    let tooMuch = try check([
      "main.recur": "vocabulary V = file(\"list.txt\")\n" + model(body: "RNN(2)(x)"),
      "list.txt": entries,
    ])
    #expect(tooMuch.diagnostics.map(\.message) == ["'list.txt' has more than 67108864 bytes"])
  }

  @Test(arguments: ["import words", "import", "import \"a\" \"b\"", "imprt \"a\""])
  func faultySyntaxIsTold(_ line: String) throws {
    let result = try check(["main.recur": line + "\n" + model(body: "RNN(2)(x)"), "a": ""])
    #expect(result.program == nil)
    #expect(result.diagnostics.first?.span.start.line == 1, "\(result.report())")
  }
}
