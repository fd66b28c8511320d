import Foundation
import Testing

/// A size of a model can be given on the command line and in the settings.
@Suite struct SizeTests {
  static let spec = """
    model Sized(H: 4, E: 3) {
      input x: sequence of [E]
      output h: sequence of [H] = RNN(H)(x)
    }

    """

  private func run(_ words: [String], settings: String? = nil) throws -> CapturedRun {
    let model = try TinyModel()
    try model.write(bytes: Array(Self.spec.utf8), to: "sized.recur")
    var words = words.map { $0 == "SPEC" ? model.path("sized.recur") : $0 }
    if let settings {
      try model.write(bytes: Array(settings.utf8), to: "recur.json")
      words += ["--settings", model.path("recur.json"), "-o", model.path("out")]
    }
    return CapturedRun(words)
  }

  @Test func theCommandLineWinsOverTheSpec() throws {
    let standard = try run(["inspect", "SPEC"])
    #expect(standard.output.contains("[4, 3]"))
    let wider = try run(["inspect", "SPEC", "--set", "H=16,E=2"])
    #expect(wider.output.contains("[16, 2]"))
    #expect(try run(["check", "SPEC", "--set", "E=7"]).code == 0)
  }

  @Test func settingsHoldSizes() throws {
    #expect(try run(["generate", "SPEC"], settings: #"{"set": {"H": 32}}"#).code == 0)
    let unknown = try run(["generate", "SPEC"], settings: #"{"set": {"G": 32}}"#)
    #expect(unknown.code == 1)
    #expect(unknown.errors.hasSuffix("has a size 'G' to set; did you mean 'E'?\n"))
    let text = try run(["generate", "SPEC"], settings: #"{"set": {"H": "32"}}"#)
    #expect(text.errors.hasSuffix("the size 'H' is a string, expected a whole number\n"))
  }

  @Test(arguments: [
    ("H=0", 1, "the size 'H' cannot be set to 0; it is from 1 to 2147483647"),
    ("h=3", 1, "to set; did you mean 'H'?"),
    ("H", 2, "'H' is not a size, as 'H=256', for '--set <sizes>'"),
    ("H=4,E=2,H=5", 2, "the size 'H' is given twice for '--set <sizes>'"),
    ("H=4,", 2, "'' is not a size, as 'H=256', for '--set <sizes>'"),
    ("H=many", 2, "'H=many' is not a size, as 'H=256', for '--set <sizes>'"),
  ])
  func faultsAreTold(_ sizes: String, _ code: Int32, _ message: String) throws {
    let run = try run(["check", "SPEC", "--set", sizes])
    #expect(run.code == code)
    #expect(run.errors.contains(message), "\(run.errors)")
  }
}
