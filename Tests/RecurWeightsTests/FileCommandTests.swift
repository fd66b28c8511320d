import RecurBinary
import RecurWeights
import Testing

/// `--input` and `--output` on the command line.
@Suite struct FileCommandTests {
  static func tokens(_ values: Int32..., shape: [Int]? = nil) -> HostTensor {
    HostTensor(values, shape: shape ?? [values.count])
  }

  /// Runs the reverser on a file and gives its exit code and its errors, the folder's name left out.
  static func run(
    _ input: String, _ output: String, in folder: String
  ) -> (code: Int32, errors: String) {
    let console = RecordedConsole()
    let code = TextTests.run(
      ["--input", folder + "/" + input, "--output", folder + "/" + output], console)
    #expect(console.output == "")
    return (code, console.errors.replacing(folder + "/", with: ""))
  }

  @Test func oneTensorAsNpy() throws {
    try withTemporaryFolder { folder in
      try NumpyFile.write(Self.tokens(1, 2, 0, 3), to: folder + "/in.npy")
      #expect(Self.run("in.npy", "out.npy", in: folder) == (0, ""))
      #expect(try NumpyFile.read(path: folder + "/out.npy") == Self.tokens(3, 2, 1))
    }
  }

  @Test func aBatchAsNpyMustBeOfOneLength() throws {
    try withTemporaryFolder { folder in
      try NumpyFile.write(Self.tokens(1, 2, 3, 4, shape: [2, 2]), to: folder + "/even.npy")
      #expect(Self.run("even.npy", "out.npy", in: folder) == (0, ""))
      #expect(
        try NumpyFile.read(path: folder + "/out.npy") == Self.tokens(2, 1, 4, 3, shape: [2, 2]))
      try NumpyFile.write(Self.tokens(1, 0, 3, 4, shape: [2, 2]), to: folder + "/odd.npy")
      let (code, errors) = Self.run("odd.npy", "other.npy", in: folder)
      #expect(code == 1)
      #expect(errors.hasPrefix("error: 'other.npy' cannot hold sequences of different lengths"))
      #expect(try filesIn(folder) == ["even.npy", "odd.npy", "out.npy"])
    }
  }

  @Test(
    arguments: [
      ("none.npy", "out.npy", "cannot read 'none.npy': No such file or directory"),
      ("in.txt", "out.npy", "cannot read 'in.txt': expected a .safetensors, .npz or .npy file"),
      ("in.npy", "out.txt", "cannot write 'out.txt': expected a .safetensors or .npy file"),
      ("in.npy", "no/out.npy", "cannot write 'no/out.npy': No such file or directory"),
      ("bad.npy", "out.npy", "'bad.npy': input 'word': token 9 at step 1 is outside 0 ..< 5"),
      ("empty.npy", "out.npy", "'empty.npy': input 'word': the sequence is empty"),
      (
        "cut.safetensors", "out.npy",
        "'cut.safetensors' is not a valid safetensors file: it is 3 bytes long"
      ),
      (
        "other.safetensors", "out.npy",
        "'other.safetensors': the tensors do not fit the model:\n"
          + "  missing: 'word', sequence of token(5)\n"
          + "  extra: 'wort' [1]; the model has no such input"
      ),
    ])
  func faults(_ input: String, _ output: String, _ message: String) throws {
    try withTemporaryFolder { folder in
      try NumpyFile.write(Self.tokens(1), to: folder + "/in.npy")
      try NumpyFile.write(Self.tokens(1, 9), to: folder + "/bad.npy")
      try NumpyFile.write(Self.tokens(), to: folder + "/empty.npy")
      try SafetensorsWriter.write(["wort": Self.tokens(1)], to: folder + "/other.safetensors")
      try AtomicFile.write([[1, 2, 3]], to: folder + "/cut.safetensors")
      #expect(Self.run(input, output, in: folder) == (1, "error: \(message)\n"))
      #expect(try !filesIn(folder).contains(output))
    }
  }

  @Test func modelsOfTensorsSaySo() {
    let console = RecordedConsole()
    let driver = BinaryDriver(
      signature: Summer.signature,
      embeddedWeights: ByteSource(SafetensorsWriter.bytes([:]), name: "none"),
      console: console.console
    ) { _, _ in AnsweringModel(Summer.run) }
    #expect(driver.run(["sum", "abc"]) == 2)
    #expect(driver.run(["sum"]) == 2)
    let line =
      "error: Summer takes tensors, not text: give '--input <file>' and '--output <file>'\n"
    let usage = """
      USAGE: sum [--weights <file>] [--time] --input <file> --output <file>
      See 'sum --help' for more information.

      """
    #expect(console.errors == line + usage + line + usage)
  }
}
