import Foundation
import RecurTestSupport
import RecurWeights
import Testing

@testable import RecurTraining

@Suite struct DataReaderTests {
  private static let values = [Sample.numbers("x"), Sample.numbers("y", isTarget: true)]

  @Test func filesAreReadFromTheDisk() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      component: "recur-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path(percentEncoded: false)
    try AtomicFile.write([Array("x,y\n1,2\n".utf8)], to: "\(path)/a.CSV")
    #expect(try DataReader.read(["\(path)/a.CSV"], values: Self.values).numbers(1) == [[2]])
    for name in ["x", "y"] {
      try NumpyFile.write(HostTensor([3, 4] as [Float], shape: [2]), to: "\(path)/\(name).npy")
    }
    let arrays = try DataReader.read(
      ["x=\(path)/x.npy", "y=\(path)/y.npy"], values: Self.values)
    #expect(arrays.numbers(0) == [[3], [4]])
    #expect(throws: RecurFault.self) {
      try DataReader.read(["\(path)/none.csv"], values: Self.values)
    }
    #expect(
      throws: RecurFault("cannot read 'x=a.csv': only .npy files are named so, NAME=FILE.npy")
    ) { try DataReader.read(["x=a.csv"], values: Self.values) }
    let handle = try #require(FileHandle(forWritingAtPath: "\(path)/x.npy"))
    try handle.truncate(atOffset: 4_294_967_297)
    try handle.close()
    #expect(throws: RecurFault("'\(path)/x.npy' is over 4294967296 bytes long")) {
      try DataReader.read(["\(path)/x.npy"], values: [Sample.numbers("x")])
    }
    #expect(throws: RecurFault("there are no data files")) {
      try DataReader.read([], values: Self.values)
    }
  }

  @Test func filesAreOfOneKind() {
    #expect(
      throws: RecurFault(
        "'a.csv' and 'b.txt' cannot be read together: "
          + "data files are of one kind, tables (.tsv, .csv) or texts")
    ) { try read([("a.csv", "x,y\n1,2\n"), ("b.txt", "")], Self.values) }
  }

  private static let refusals:
    [(file: String, change: @Sendable (inout DataOptions) -> Void, message: String)] = [
      ("a.csv", { $0.window = 0 }, "a window has from 1 to 2147483647 time steps, not 0"),
      (
        "a.csv", { $0.window = .max },
        "a window has from 1 to 2147483647 time steps, not 9223372036854775807"
      ),
      (
        "a.csv", { $0.columns = ["xx": ["a"]] },
        "the model has no input or target 'xx'; did you mean 'x'?"
      ),
      (
        "a.csv", { $0.ahead = ["temp": 1] },
        "the model has no input or target 'temp'; there are 'x', 'y'"
      ),
      ("a.csv", { $0.ahead = ["y": -1] }, "'y' cannot be read -1 rows ahead: 0 is the least"),
      (
        "a.csv", { $0.lines = true },
        "lines as examples are for texts, not for tables (.tsv, .csv)"
      ),
      (
        "a.txt", { $0.skipMissing = true },
        "rows to leave out are for tables and tensors, not for texts"
      ),
      (
        "a.csv",
        {
          $0.rows = .examples
          $0.group = "g"
        },
        "groups are made of rows that are time steps, not examples"
      ),
      (
        "a.csv",
        {
          $0.rows = .examples
          $0.ahead = ["y": 1]
        },
        "what is ahead is known of rows that are time steps, not examples"
      ),
      ("a.txt", { $0.columns = ["x": ["a"]] }, "columns are for tables, not for texts"),
      ("a.txt", { $0.rows = .steps }, "rows are for tables, not for texts"),
      ("a.txt", { $0.ahead = ["y": 1] }, "rows ahead are for tables, not for texts"),
      (
        "a.npz", { $0.group = "g" },
        "groups are for tables, not for tensors (.safetensors, .npz, .npy)"
      ),
    ]

  @Test(arguments: refusals.indices)
  func optionsThatMeanNothingAreRefused(_ index: Int) {
    let (file, change, message) = Self.refusals[index]
    #expect(throws: RecurFault(message)) { try read([(file, "")], Self.values, change) }
  }

  /// Random bytes, and random damage of good files: readers may refuse, and must not trap or hang.
  @Test(arguments: ["a.txt", "a.csv", "a.tsv", "a.safetensors", "a.npz", "x=a.npy"])
  func noGarbageTraps(_ file: String) throws {
    var random = SplitMix(seed: 7)
    let models: [[ExampleValue]] = [
      Self.values, [Sample.series("x", [2])],
      [
        Sample.text("x", Sample.words, length: "n"),
        Sample.text("y", Sample.words, isTarget: true, length: "n"),
      ], [Sample.tokens("x", 5), Sample.token("y", 3, Sample.moods)],
      [Sample.text("x", Sample.letters)],
    ]
    let good: [UInt8] =
      switch file {
      case "a.txt": Array("good Film\nbad é\n".utf8)
      case "a.csv": Array("x0,x1,x,y\n1,2,\"3\",sad\r\n4,5,6,happy\n".utf8)
      case "a.tsv": Array("x0\tx1\tx\ty\n1\t2\tgood\tsad\n4\t5\tb\thappy\n".utf8)
      case "a.safetensors":
        SafetensorsWriter.bytes([
          "x": HostTensor([1, 2, 3, 4] as [Float], shape: [2, 2]),
          "x.length": HostTensor([1, 2] as [Int32], shape: [2]),
          "y": HostTensor([1, 2] as [Int32], shape: [2]),
        ])
      default: try NumpyFile.bytes(HostTensor([1, 2, 3, 4] as [Float], shape: [1, 2, 2]))
      }
    for round in 0..<1500 {
      var bytes = good
      if round % 3 == 0 {
        bytes = (0..<Int(random.next() % 200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      } else {
        for _ in 0..<1 + Int(random.next() % 3) {
          let place = Int(random.next() % UInt64(bytes.count))
          if round % 3 == 1 {
            bytes[place] = UInt8(truncatingIfNeeded: random.next())
          } else {
            bytes.insert(Array("\",\t\n\r 9-.NA".utf8)[Int(random.next() % 11)], at: place)
          }
        }
      }
      let choice = random.next()
      do {
        let examples = try read(bytes: [(file, bytes)], models[round % models.count]) {
          if choice & 1 == 0 { $0.window = 1 + Int(choice >> 8 % 5) }
          if choice & 2 == 0, file == "a.txt" { $0.lines = true }
          if choice & 4 == 0, file != "a.txt" { $0.skipMissing = true }
          if choice & 8 == 0, file == "a.csv" { $0.ahead = ["x": Int(choice >> 16 % 3)] }
          if choice & 16 == 0, file == "a.tsv" { $0.group = "x0" }
        }
        #expect(examples.count > 0)
      } catch {
        #expect(error is RecurFault)
      }
    }
  }
}
