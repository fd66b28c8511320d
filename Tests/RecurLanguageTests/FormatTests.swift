import Foundation
import RecurLanguage
import Testing

/// What specs look like when they are formatted. That nothing else changes is for
/// `RecurRandomTests.PrintedSpecTests`, which reads these, too.
@Suite struct FormatTests {
  @Test(arguments: Cases.names(in: "format")) func formatted(_ name: String) throws {
    let file = Cases.folder.appending(path: "format/\(name).recur")
    let result = format(utf8: Array(try Data(contentsOf: file)), path: "\(name).recur")
    let text = try #require(result.text, "\(result.report())")
    let mismatch = try Cases.mismatch(text, golden: "format/\(name).formatted.expected")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  /// Syntax stops the formatter, names and shapes do not.
  @Test func syntaxFaultsAreTold() {
    let result = format(utf8: Array("model M {\n  y = (1\n}\n".utf8), path: "m.recur")
    #expect(result.text == nil)
    #expect(result.report().contains("to close this '('"))
  }

  @Test func nothingStaysNothing() {
    #expect(format(utf8: [], path: "m.recur").text == "")
    #expect(format(utf8: Array("\n\n// A plan.\n\n".utf8), path: "m.recur").text == "// A plan.\n")
  }

  @Test func hugeTextIsRefused() {
    let text = [UInt8](repeating: UInt8(ascii: "\n"), count: (1 << 20) + 1)
    #expect(format(utf8: text, path: "m.recur").text == nil)
  }
}
