import Testing

@testable import RecurCommandLine

@Suite("Help")
struct HelpTests {
  @Test func ofTheTool() throws {
    try expectGolden(CapturedRun(["--help"]).output, "help.txt")
  }

  @Test(arguments: CommandLineTool.commands.map(\.name))
  func ofACommand(_ name: String) throws {
    let run = CapturedRun([name, "--help"])
    #expect(run.code == 0)
    #expect(run.errors.isEmpty)
    try expectGolden(run.output, "help-\(name).txt")
    #expect(CapturedRun(["help", name]).output == run.output)
  }

  @Test(arguments: [[], ["-h"], ["help"]])
  func isTheSameByAnyName(_ words: [String]) {
    #expect(CapturedRun(words).output == CapturedRun(["--help"]).output)
  }

  @Test func fitsTheTerminal() {
    for command in CommandLineTool.commands {
      for line in HelpText.text(of: command).split(separator: "\n") { #expect(line.count <= 80) }
    }
  }

  @Test func versionIsOneLine() {
    let run = CapturedRun(["--version"])
    #expect(run.code == 0)
    #expect(run.output.split(separator: "\n").count == 1)
  }
}
