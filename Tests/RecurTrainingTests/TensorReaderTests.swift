import Foundation
import RecurTraining
import RecurWeights
import Testing

@Suite struct TensorReaderTests {
  private static let values = [
    Sample.series("x", [2]), Sample.tokens("tags", 9, isTarget: true, length: "steps"),
    Sample.numbers("y", [1], isTarget: true),
  ]

  private static var tensors: [String: HostTensor] {
    [
      "x": HostTensor((1...12).map { Float($0) }, shape: [2, 3, 2]),
      "x.length": HostTensor([3, 1] as [Int32], shape: [2]),
      "tags": HostTensor([1, 2, 3, 4, 0, 0] as [Int32], shape: [2, 3]),
      "y": HostTensor([0.5, 0.25] as [Float], shape: [2]),
      "note": HostTensor([1] as [Int32], shape: []),
    ]
  }

  private func read(
    _ tensors: [String: HostTensor], _ values: [ExampleValue] = values,
    _ change: (inout DataOptions) -> Void = { _ in }
  ) throws -> Examples {
    try RecurTrainingTests.read(
      bytes: [("a.safetensors", SafetensorsWriter.bytes(tensors))], values, change)
  }

  @Test func theFirstAxisIsThatOfExamples() throws {
    let examples = try read(Self.tensors)
    #expect(examples.numbers(0) == [[1, 2, 3, 4, 5, 6], [7, 8]])
    #expect(examples.tokens(1) == [[1, 2, 3], [4]])
    #expect(examples.numbers(2) == [[0.5], [0.25]])
  }

  @Test func integersAndTruthValuesAreNumbersToo() throws {
    let values = [Sample.numbers("x", [2]), Sample.numbers("y", isTarget: true)]
    let examples = try read(
      [
        "x": try HostTensor(element: .u8, shape: [2, 2], bytes: [1, 2, 255, 0]),
        "y": try HostTensor(element: .bool, shape: [2, 1], bytes: [1, 0]),
      ], values)
    #expect(examples.numbers(0) == [[1, 2], [255, 0]])
    #expect(examples.numbers(1) == [[1], [0]])
  }

  @Test func longSequencesAreCut() throws {
    let values = Array(Self.values.dropLast())
    let examples = try read(Self.tensors, values) { $0.window = 2 }
    #expect(examples.numbers(0) == [[1, 2, 3, 4], [5, 6], [7, 8]])
    #expect(examples.tokens(1) == [[1, 2], [3], [4]])
    #expect(
      throws: RecurFault(
        "'a.safetensors': row 0: an example of 3 time steps cannot be cut into windows of 2: "
          + "'y' is no sequence")
    ) { try read(Self.tensors) { $0.window = 2 } }
  }

  @Test func filesAreReadOneAfterTheOther() throws {
    let bytes = SafetensorsWriter.bytes(Self.tensors)
    let examples = try RecurTrainingTests.read(
      bytes: [("a.safetensors", bytes), ("b.safetensors", bytes)], Self.values)
    #expect(examples.count == 4)
    #expect(examples.numbers(0)[3] == [7, 8])
  }

  @Test func arraysHaveAFileEach() throws {
    let files = try Self.tensors.filter { $0.key != "note" }.sorted { $0.key < $1.key }.map {
      ("\($0.key)=\($0.key).npy", try NumpyFile.bytes($0.value))
    }
    #expect(
      try RecurTrainingTests.read(bytes: files, Self.values).numbers(0)
        == [[1, 2, 3, 4, 5, 6], [7, 8]])
    #expect(
      try RecurTrainingTests.read(bytes: files + files, Self.values).tokens(1)
        == [[1, 2, 3], [4], [1, 2, 3], [4]])
    let one = HostTensor([1, 2] as [Float], shape: [2])
    #expect(
      try RecurTrainingTests.read(
        bytes: [("a.npy", try NumpyFile.bytes(one))], [Sample.numbers("x")]
      ).numbers(0) == [[1], [2]])
  }

  @Test func archivesOfArrays() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "RecurWeightsTests/Fixtures")
    for name in ["stored.npz", "deflated.npz"] {
      let bytes = Array(try Data(contentsOf: fixtures.appending(component: name)))
      let examples = try RecurTrainingTests.read(
        bytes: [(name, bytes)], [Sample.numbers("h.W", [3])])
      #expect(examples.numbers(0) == [[0, 1, 2], [3, 4, 5]])
      #expect(
        throws: RecurFault(
          """
          '\(name)': the tensors do not fit the model:
            missing: 'id' [examples, time]; did you name it 'ids'?
            there is 'h.W' f32 [2, 3]
            there is 'h.b' f16 [100]
            there is 'ids' i64 [3]
          """)
      ) { try RecurTrainingTests.read(bytes: [(name, bytes)], [Sample.tokens("id", 3)]) }
    }
  }

  @Test func namesOfArraysAreChecked() throws {
    let bytes = try NumpyFile.bytes(HostTensor([1, 2] as [Float], shape: [2]))
    let values = [Sample.numbers("x"), Sample.numbers("y", isTarget: true)]
    #expect(throws: RecurFault("'a.npy' holds one tensor: say which, as in x=a.npy")) {
      try RecurTrainingTests.read(bytes: [("a.npy", bytes)], values)
    }
    #expect(
      throws: RecurFault("'a.npy': the model has no input or target 'z'; there are 'x', 'y'")
    ) { try RecurTrainingTests.read(bytes: [("z=a.npy", bytes)], values) }
    #expect(
      throws: RecurFault(
        "'a.npy': the tensors do not fit the model:\n  missing: 'y' [examples]\n  there is 'x'")
    ) { try RecurTrainingTests.read(bytes: [("x=a.npy", bytes)], values) }
  }

  @Test func whatIsMissingIsToldWithWhatIsThere() throws {
    var tensors = Self.tensors
    tensors["X"] = tensors.removeValue(forKey: "x")
    tensors["x.length"] = nil
    tensors["y"] = nil
    #expect(
      throws: RecurFault(
        """
        'a.safetensors': the tensors do not fit the model:
          missing: 'x' [examples, time, 2]; did you name it 'X'?
          missing: 'y' [examples, 1]
          there is 'X' f32 [2, 3, 2]
          there is 'note' i32 []
          there is 'tags' i32 [2, 3]
        """)
    ) { try read(tensors) }
  }

  @Test(arguments: [
    (
      "x", HostTensor([1, 2] as [Float], shape: [1, 2]),
      "'x' must be [examples, time, 2]; it is [1, 2]"
    ),
    (
      "x", HostTensor([1, 2, 3] as [Float], shape: [1, 1, 3]),
      "'x' must be [examples, time, 2]; it is [1, 1, 3]"
    ),
    (
      "tags", HostTensor([1, 2] as [Float], shape: [2, 1]),
      "'tags' must be tokens (integers); it is f32"
    ),
    (
      "tags", HostTensor([1, 2, 9, 4, 0, 0] as [Int32], shape: [2, 3]),
      "row 0: 'tags' takes tokens from 0 to 8, not 9"
    ),
    (
      "y", HostTensor([1, 2, 3] as [Float], shape: [3]),
      "'x' has 2 examples along its first axis, but 'y' has 3"
    ),
    (
      "y", HostTensor([1, .nan] as [Float], shape: [2]),
      "row 1: 'y' holds nan; --skip-missing leaves such examples out"
    ),
    (
      "x.length", HostTensor([1, 2, 3] as [Int32], shape: [3]),
      "'x.length' must be integers [2]; it is i32 [3]"
    ),
    (
      "x.length", HostTensor([1, 0] as [Int32], shape: [2]),
      "row 1: 'x.length' is 0, but 'x' has 3 time steps"
    ),
    (
      "x.length", HostTensor([4, 1] as [Int32], shape: [2]),
      "row 0: 'x.length' is 4, but 'x' has 3 time steps"
    ),
    (
      "tags.length", HostTensor([2, 1] as [Int32], shape: [2]),
      "row 0: 'tags' has 2 time steps, but 'x' has 3: they are equally long"
    ),
    (
      "x.lengths", HostTensor([2, 1] as [Int32], shape: [2]),
      "'x.lengths' says nothing of 'x'; did you mean 'x.length'?"
    ),
    ("y.length", HostTensor([2, 1] as [Int32], shape: [2]), "'y.length' says nothing of 'y'"),
    (
      "x", HostTensor([] as [Float], shape: [2, 0, 2]),
      "row 0: 'x.length' is 3, but 'x' has 0 time steps"
    ),
  ])
  func whatDoesNotFitIsRefused(_ name: String, _ tensor: HostTensor, _ message: String) {
    var tensors = Self.tensors
    tensors[name] = tensor
    #expect(throws: RecurFault("'a.safetensors': \(message)")) { try read(tensors) }
  }

  @Test func examplesThatLackSomethingMayBeLeftOut() throws {
    var tensors = Self.tensors
    tensors["y"] = HostTensor([.nan, 0.25] as [Float], shape: [2])
    #expect(try read(tensors) { $0.skipMissing = true }.numbers(0) == [[7, 8]])
  }

  @Test func tokensBeyond32BitsAreRefused() throws {
    var tensors = Self.tensors
    tensors["tags"] = try HostTensor(
      element: .i64, shape: [2, 3], bytes: Array(repeating: 0x7f, count: 48))
    let message =
      "'a.safetensors': row 0: 'tags': 9187201950435737471 is too large for a 32-bit integer"
    #expect(throws: RecurFault(message)) { try read(tensors) }
  }
}
