import Foundation
import Testing

@testable import RecurCommandLine

@Suite("Format") struct FormatCommandTests {
  /// What `TinyModel.text` becomes again.
  static let untidy = TinyModel.text.replacingOccurrences(of: "  ", with: "\t")
    .replacingOccurrences(of: "\n  h", with: "\nh").replacingOccurrences(of: "(4)", with: "( 4 )")

  @Test func rewritesInPlaceAndKeepsTheRest() throws {
    let model = try TinyModel()
    try model.write(bytes: Array(Self.untidy.utf8), to: "untidy.recur")
    let before = try FileManager.default.contentsOfDirectory(atPath: model.folder.path).sorted()
    let words = ["format", model.path("tiny.recur"), model.path("untidy.recur")]
    for _ in 0..<2 {
      let run = CapturedRun(words)
      #expect(run.code == 0)
      #expect(run.output.isEmpty)
      #expect(run.errors.isEmpty)
      #expect(try model.bytes("untidy.recur") == Array(TinyModel.text.utf8))
      #expect(try model.bytes("tiny.recur") == Array(TinyModel.text.utf8))
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: model.folder.path).sorted() == before)
  }

  @Test func checkNamesWhatIsNotFormatted() throws {
    let model = try TinyModel()
    try model.write(bytes: Array(Self.untidy.utf8), to: "untidy.recur")
    let untidy = model.path("untidy.recur")
    let run = CapturedRun(["format", "--check", model.path("tiny.recur"), untidy])
    #expect(run.code == 1)
    #expect(run.errors == "error: '\(untidy)' is not formatted\n")
    #expect(try model.bytes("untidy.recur") == Array(Self.untidy.utf8))
    #expect(CapturedRun(["format", "--check", model.path("tiny.recur")]).code == 0)
  }

  @Test(arguments: [[], ["--check"]]) func faultsLeaveAFileAsItIs(_ options: [String]) throws {
    let model = try TinyModel()
    let faulty = Array(Self.untidy.dropLast(3).utf8)
    try model.write(bytes: faulty, to: "faulty.recur")
    try model.write(bytes: [0x80], to: "binary.recur")
    let paths = ["faulty.recur", "none.recur", "binary.recur"].map(model.path)
    let run = CapturedRun(["format"] + options + paths)
    #expect(run.code == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("faulty.recur:4:"))
    #expect(run.errors.contains("none.recur' does not exist"))
    #expect(run.errors.contains("not UTF-8"))
    #expect(try model.bytes("faulty.recur") == faulty)
    #expect(try model.bytes("binary.recur") == [0x80])
    #expect(!FileManager.default.fileExists(atPath: model.path("none.recur")))
  }

  /// What else is wrong with a spec is no matter of its layout.
  @Test func namesNeedNotBeKnown() throws {
    let model = try TinyModel()
    let text = TinyModel.text.replacingOccurrences(of: "GRU", with: "GUR")
    try model.write(bytes: Array(text.utf8), to: "tiny.recur")
    #expect(CapturedRun(["format", "--check", model.path("tiny.recur")]).code == 0)
  }
}
