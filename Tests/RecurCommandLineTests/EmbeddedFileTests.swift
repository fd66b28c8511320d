import Foundation
import RecurSources
import Testing

@testable import EmbedSources
@testable import RecurCommandLine

@Suite("Embedded sources")
struct EmbeddedFileTests {
  @Test func areTheFilesOfThisPackage() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources").standardizedFileURL
    var paths: Set<String> = []
    for file in EmbeddedFile.all {
      paths.insert(file.path)
      let text = try String(contentsOf: sources.appendingPathComponent(file.path), encoding: .utf8)
      #expect(file.text == text, "\(file.path)")
    }
    #expect(paths.contains("CRecurSIMD/include/CRecurSIMD.h"))
    for folder in ["RecurWeights", "RecurBinary"] {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: sources.appendingPathComponent(folder).path)
      #expect(names.allSatisfy { paths.contains("\(folder)/\($0)") })
    }
  }

  /// Compiles literals of texts that are hard to quote and looks at what the compiler made of them.
  @Test func literalsSurviveAnyText() throws {
    let texts = [
      "", "one line", "a line\n", "\n", "\"", "\"\"\"\n", "\"\"\"#\n", "#\"\"\"##\n\"##",
      "\\#(x)\n\\n",
      "##\n#####\"\"\"#####", "tab\t and trailing space \n", "carriage\r\nreturn", "nul\0 \"\\ end",
      "line\u{2028}separator\n", "é and 🧠\n",
    ]
    let folder = try WorkFolder()
    defer { folder.remove() }
    let list = texts.map(literal).joined(separator: ",\n")
    let bytes = texts.map { "\(Array($0.utf8))" }.joined(separator: "\n")
    try folder.write(
      "let texts: [String] = [\n\(list)\n]\nfor text in texts { print(Array(text.utf8)) }\n",
      to: "main.swift")
    let toolchain = try Toolchain.find()
    let built = try Subprocess.run(toolchain.swift, ["main.swift", "-o", "print"], in: folder.url)
    #expect(built.status == 0, "\(built.output)")
    let run = try Subprocess.run(folder.path("print"), [], in: folder.url)
    #expect(run.output == bytes + "\n")
  }
}
