import Foundation
import RecurBinary
import RecurWeights
import Testing

/// Texts on the command line and on standard input.
@Suite struct TextTests {
  static func run(
    _ arguments: [String], _ console: RecordedConsole = RecordedConsole(""),
    weights: [String: HostTensor]? = Reverser.weights
  ) -> Int32 {
    guard let weights else {
      return runBinary(Reverser.self, arguments: ["/bin/rev"] + arguments, console: console.console)
    }
    return SafetensorsWriter.bytes(weights).withUnsafeBytes { bytes in
      runBinary(
        Reverser.self, arguments: ["/bin/rev"] + arguments, embeddedWeights: bytes,
        console: console.console)
    }
  }

  @Test func answersEachArgument() {
    let console = RecordedConsole()
    #expect(Self.run(["abc", "CBÉ"], console) == 0)
    #expect(console.output == "c b a\né b c\n")
    #expect(console.errors == "")
  }

  @Test(arguments: [[], ["-"]])
  func answersEachLine(_ arguments: [String]) {
    let console = RecordedConsole("ab\r\n\ncbaé\ncc")
    #expect(Self.run(arguments, console) == 0)
    #expect(console.output == "b a\n\né a b c\nc c\n")
  }

  @Test func answersBeforeItWaitsForMore() {
    let console = RecordedConsole("ab\ncb\nab\n")
    #expect(Self.run([], console) == 0)
    #expect(console.events == ["<", "b a\nb c\n", "<", "b a\n", "<"])
  }

  @Test func namesTheUnknownEntryAndItsPlace() {
    let console = RecordedConsole()
    #expect(Self.run(["ab", "abXa"], console) == 1)
    #expect(console.output == "b a\n")
    #expect(
      console.errors
        == "error: 'abXa': 'x' (entry 3 of the text) is not in the vocabulary of 'word'\n")
  }

  @Test func namesTheLine() {
    let console = RecordedConsole("ab\nq\nab\n")
    #expect(Self.run([], console) == 1)
    #expect(console.output == "b a\n")
    #expect(
      console.errors
        == "error: line 2: 'q' (entry 1 of the text) is not in the vocabulary of 'word'\n")
  }

  @Test func goesOnAfterAFaultOnATerminal() {
    let console = RecordedConsole("q\nab\n", isInteractive: true)
    #expect(Self.run(["-"], console) == 0)
    #expect(console.output == "b a\n")
    #expect(console.errors.hasPrefix("error: line 1: 'q'"))
  }

  @Test func refusesLinesBeyondTheLimit() {
    let long = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20 + 1)
    for input in [long, long + [0x0a], Array("ab\n".utf8) + long] {
      let console = RecordedConsole(input: input, chunk: 1 << 16, isInteractive: true)
      #expect(Self.run(["-"], console) == 1)
      #expect(console.errors.hasSuffix("is over 1048576 bytes long\n"))
    }
  }

  @Test func refusesLinesThatAreNotUTF8() {
    let console = RecordedConsole(input: Array("ab\n".utf8) + [0xff, 0x0a], chunk: 100)
    #expect(Self.run([], console) == 1)
    #expect(console.output == "b a\n")
    #expect(console.errors == "error: line 2 is not UTF-8\n")
  }

  @Test func showsTheTime() {
    let console = RecordedConsole()
    #expect(Self.run(["--time", "ab", "c"], console) == 0)
    #expect(console.output == "b a\nc\n")
    #expect(console.errors.contains(/^time: \d+\.\d us per answer \(median of 10\)\n$/))
  }

  @Test func describesItselfAsJSON() throws {
    let console = RecordedConsole()
    #expect(Self.run(["--describe"], console, weights: nil) == 0)
    #expect(try ModelSignature(json: console.output) == ModelSignature(json: Reverser.signature))
    #expect(console.output.hasPrefix("{\n  \"model\": \"Reverser\",\n"))
  }

  @Test func helps() {
    let console = RecordedConsole()
    #expect(Self.run(["--nothing", "--help"].suffix(1), console) == 0)
    #expect(
      console.output == """
        OVERVIEW: Reverser: Words backwards.

        USAGE: rev [--weights <file>] [--time] [<text> ...]
               rev [--weights <file>] [--time] --input <file> --output <file>

        ARGUMENTS:
          <text>                  A text for 'word', split into characters.
                                  None, or '-': each line of standard input is one.

        OPTIONS:
          --weights <file>        The weights: .safetensors or .npz
                                  (default: those in the executable).
          --input <file>          Input tensors: .safetensors, .npz, or .npy for one.
          --output <file>         Output tensors: .safetensors, or .npy for one.
          --time                  Show the median time per answer.
          --describe              Show inputs, outputs and parameters as JSON.
          --version               Show the version and what processors the code is for.
          -h, --help              Show help information.

        INPUTS:
          word                    sequence of token(5)

        OUTPUTS:
          reversed                sequence of token(5)

        """)
  }

  @Test func tellsItsVersion() {
    let console = RecordedConsole()
    #expect(Self.run(["--version"], console) == 0)
    #expect(console.output == "Reverser (Recur \(RecurRelease.version))\n")
  }

  @Test(
    arguments: [
      (["--unknown"], "unknown option '--unknown'"),
      (["--weights"], "missing value for '--weights <file>'"),
      (["--input", "a.npy"], "'--input' needs '--output <file>'"),
      (["--output", "a.npy"], "'--output' needs '--input <file>'"),
      (["--input=a.npy", "--output=b.npy", "ab"], "'--input' and texts cannot be given together"),
      (["--input=a.npy", "--input=b.npy"], "'--input' is given twice"),
      (["--time=1"], "'--time' takes no value"),
      (["-", "ab"], "'-' (standard input) and texts cannot be given together"),
    ])
  func wrongUsage(_ arguments: [String], _ message: String) {
    let console = RecordedConsole()
    #expect(Self.run(arguments, console) == 2)
    #expect(console.output == "")
    #expect(
      console.errors == """
        error: \(message)
        USAGE: rev [--weights <file>] [--time] [<text> ...]
               rev [--weights <file>] [--time] --input <file> --output <file>
        See 'rev --help' for more information.

        """)
  }

  @Test func nothingToDoOnATerminalIsWrongUsage() {
    let console = RecordedConsole("", isInteractive: true)
    #expect(Self.run([], console) == 2)
    #expect(console.errors.hasPrefix("error: give a text, '-' to read standard input"))
  }

  @Test func textAfterTwoDashesIsNoOption() {
    let console = RecordedConsole()
    #expect(Self.run(["--", "--ab"], console) == 1)
    #expect(console.errors.hasPrefix("error: '--ab': '-' (entry 1 of the text)"))
  }

  @Test func weightsAreNeeded() {
    let console = RecordedConsole()
    #expect(Self.run(["ab"], console, weights: nil) == 2)
    #expect(
      console.errors.hasPrefix(
        "error: this executable has no weights of its own: give '--weights <file>'\n"))
  }

  @Test func weightsInAFileReplaceTheEmbeddedOnes() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      try SafetensorsWriter.write(
        ["y.weight": HostTensor([3] as [Float], shape: [1])], to: path)
      let console = RecordedConsole()
      #expect(Self.run(["--weights", path, "ab"], console) == 1)
      #expect(console.errors == "error: the weight is not 2\n")
    }
  }

  @Test(
    arguments: [
      (["y.weight": HostTensor([2, 2] as [Float], shape: [2])], "wrong shape: 'y.weight' is [2]"),
      ([:], "missing: 'y.weight' [1]"),
      (
        Reverser.weights.merging(["z": HostTensor([1] as [Float], shape: [1])]) { $1 }, "extra: 'z'"
      ),
      (
        ["y.weight": HostTensor([.nan] as [Float], shape: [1])],
        "element 0 of tensor 'y.weight' is nan"
      ),
    ])
  func faultyWeights(_ weights: [String: HostTensor], _ message: String) {
    let console = RecordedConsole()
    #expect(Self.run(["ab"], console, weights: weights) == 1)
    #expect(console.errors.hasPrefix("error: 'embedded weights'"))
    #expect(console.errors.contains(message))
  }

  @Test(
    arguments: [
      ("none.safetensors", nil, "cannot read '*none.safetensors': No such file or directory"),
      ("folder.safetensors", [], "cannot read '*folder.safetensors': it is a directory"),
      ("w.bin", [0], "cannot read '*w.bin': expected a .safetensors or .npz file"),
      (
        "cut.safetensors", Array(SafetensorsWriter.bytes(Reverser.weights).dropLast()),
        "'*cut.safetensors' is not a valid safetensors file: tensor 'y.weight': "
          + "it ends at offset 4, but there are only 3 bytes of data"
      ),
      (
        "oversized.safetensors", [1, 0, 0, 0, 0, 1, 0, 0],
        "'*oversized.safetensors' is not a valid safetensors file: "
          + "its header claims 1099511627777 bytes; at most 100000000 are allowed"
      ),
      (
        "corrupt.safetensors", [2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x5d],
        "'*corrupt.safetensors' is not a valid safetensors file: "
          + "malformed JSON at byte 1: expected a key"
      ),
    ] as [(String, [UInt8]?, String)])
  func faultyWeightFiles(_ name: String, _ bytes: [UInt8]?, _ message: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      if name.hasPrefix("folder") {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } else if let bytes {
        try AtomicFile.write([bytes], to: path)
      }
      let console = RecordedConsole()
      #expect(Self.run(["--weights", path, "ab"], console) == 1)
      #expect(console.output == "")
      #expect(console.errors == "error: \(message.replacing("*", with: folder + "/"))\n")
    }
  }
}
