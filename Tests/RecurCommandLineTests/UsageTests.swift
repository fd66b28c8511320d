import Testing

@testable import RecurCommandLine

@Suite("Wrong usage exits 2")
struct UsageTests {
  /// A command line and what must be told first.
  @Test(arguments: [
    (["bild", "x"], "error: unknown subcommand 'bild'; did you mean 'build'?"),
    (["frobnicate"], "error: unknown subcommand 'frobnicate'"),
    (["--verison"], "error: unknown option '--verison'; did you mean '--version'?"),
    (["check"], "error: missing argument '<spec>'"),
    (["check", "--mdel", "A", "x"], "error: unknown option '--mdel'"),
    (
      ["build", "x", "-o", "y", "--modle", "A"],
      "error: unknown option '--modle'; did you mean '--model'?"
    ),
    (["build", "x"], "error: missing option '--output <file>'"),
    (["build", "x", "-o"], "error: missing value for '--output <file>'"),
    (["build", "x", "-o", "--keep"], "error: missing value for '--output <file>'"),
    (["build", "x", "-o", "a", "--output", "b"], "error: option '--output' is given twice"),
    (["build", "x", "y", "-o", "a"], "error: unexpected argument 'y'"),
    (
      ["build", "x", "-o", "a", "--target", "x86-64-v5"],
      "error: unknown target 'x86-64-v5'; did you mean 'x86-64-v3'?"
    ),
    (
      ["build", "x", "-o", "a", "--target", "riscv"],
      "error: unknown target 'riscv'; there are auto, portable, arm64, x86-64-v3, x86-64-v4, "
        + "x86-64-v4-vnni"
    ),
    (
      ["build", "x", "-o", "a", "--precision", "bf15"],
      "error: unknown precision 'bf15'; did you mean 'bf16'?"
    ),
    (
      ["build", "x", "-o", "a", "--precision", "f64", "--target", "x86-64-v3"],
      "error: f64 is for the target portable, not x86-64-v3"
    ),
    (
      ["generate", "x", "-o", "a", "--precision", "f64", "--activations", "fast"],
      "error: f64 has no fast activations"
    ),
    (
      ["bench", "x", "--precision", "f64"], "error: nothing is timed in f64, which is for exactness"
    ),
    (
      ["generate", "x", "-o", "a", "--activations", "fats"],
      "error: unknown activations 'fats'; did you mean 'fast'?"
    ),
    (
      ["bench", "x", "--activations", "relaxed"],
      "error: unknown activations 'relaxed'; there are accurate, fast"
    ),
    (["generate", "x"], "error: missing option '--output <folder>'"),
    (
      ["generate", "x", "--dump-after", "fuse-kernel"],
      "error: unknown pass 'fuse-kernel'; did you mean 'fuse-kernels'?"
    ),
    (["inspect", "x", "--graph=yes"], "error: option '--graph' takes no value"),
    (
      ["init", "x", "-o", "y.safetensors", "--seed", "one"],
      "error: 'one' is not a whole number from 0 to 9223372036854775807 for '--seed <number>'"
    ),
    (
      ["bench", "--steps", "0"],
      "error: '0' is not a whole number from 1 to 1000000000 for '--steps <number>'"
    ),
    (
      ["bench", "x", "--plain", "16"],
      "error: '16' is not two whole numbers from 1 to 1024, as '16x16', for '--plain <sizes>'"
    ),
    (["bench", "-o", "x"], "error: missing argument '<spec>'"),
    (["run", "x"], "error: missing option '--weights <file>'"),
  ])
  func isToldWithAUsageLine(_ words: [String], _ message: String) {
    let run = CapturedRun(words)
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    let lines = run.errors.split(separator: "\n").map(String.init)
    #expect(lines.first == message)
    #expect(lines.dropFirst().first?.hasPrefix("Usage: recur ") == true)
    #expect(lines.last?.hasPrefix("  See 'recur ") == true)
  }

  @Test func optionsTakeTheirValuesInAnyForm() throws {
    for words in [["-o", "a"], ["-oa"], ["-o=a"], ["--output", "a"], ["--output=a"]] {
      let request = try ArgumentParser(commands: CommandLineTool.commands).parse(
        ["build", "x"] + words)
      guard case .run(let invocation) = request else {
        Issue.record("not a run")
        return
      }
      #expect(invocation.options == ["output": "a"])
      #expect(invocation.arguments == ["spec": ["x"]])
    }
  }

  @Test func twoDashesEndTheOptions() throws {
    let request = try ArgumentParser(commands: CommandLineTool.commands)
      .parse(["demo", "hello", "--", "--world"])
    guard case .run(let invocation) = request else {
      Issue.record("not a run")
      return
    }
    #expect(invocation.arguments == ["word": ["hello", "--world"]])
  }
}
