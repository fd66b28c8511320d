import RecurBinary
import RecurWeights
import Testing

/// Tensors in, tensors out: one set of inputs and batches, and what is refused.
@Suite struct TensorAnswererTests {
  static var answerer: TensorAnswerer { TensorAnswerer(Summer.signature, model: Summer.run) }

  static let single: [String: HostTensor] = [
    "x": HostTensor([1, 2, 3, 4, 5, 6] as [Float], shape: [3, 2]),
    "scale": HostTensor([0.5, -1] as [Float], shape: [2]),
    "kind": HostTensor([2] as [Int32], shape: []),
  ]

  static let batch: [String: HostTensor] = [
    "x": HostTensor([1, 2, 3, 4, 9, 9, 5, 6, 7, 8, 1, 1] as [Float], shape: [2, 3, 2]),
    "x.length": HostTensor([2, 3] as [Int32], shape: [2]),
    "scale": HostTensor([1, 2, 3, 4] as [Float], shape: [2, 2]),
    "kind": HostTensor([0, 2] as [Int32], shape: [2]),
  ]

  @Test func answersOneSet() throws {
    let answers = try Self.answerer.answer(Self.single)
    #expect(
      answers == [
        "sums": HostTensor([1, 2, 4, 6, 9, 12] as [Float], shape: [3, 2]),
        "label": HostTensor([0.5, -1] as [Float], shape: [2]),
      ])
  }

  @Test func answersABatchAndPads() throws {
    let answers = try Self.answerer.answer(Self.batch)
    #expect(
      answers == [
        "sums": HostTensor([1, 2, 4, 6, 0, 0, 5, 6, 12, 14, 13, 15] as [Float], shape: [2, 3, 2]),
        "sums.length": HostTensor([2, 3] as [Int32], shape: [2]),
        "label": HostTensor([1, 2, 3, 4] as [Float], shape: [2, 2]),
      ])
  }

  @Test func withoutLengthsAllStepsCount() throws {
    var inputs = Self.batch
    inputs["x.length"] = nil
    let answers = try Self.answerer.answer(inputs)
    #expect(answers["sums.length"] == HostTensor([3, 3] as [Int32], shape: [2]))
  }

  @Test func convertsWhatIsMeantToBeNumbers() throws {
    var inputs = Self.single
    inputs["scale"] = try HostTensor(element: .f16, shape: [2], bytes: [0x00, 0x38, 0x00, 0xbc])
    inputs["kind"] = try HostTensor(
      element: .i64, shape: [], bytes: [2, 0, 0, 0, 0, 0, 0, 0])
    let answers = try Self.answerer.answer(inputs)
    #expect(answers["label"] == HostTensor([0.5, -1] as [Float], shape: [2]))
  }

  static func floats(_ shape: [Int]) -> HostTensor {
    HostTensor([Float](repeating: 0, count: shape.reduce(1, *)), shape: shape)
  }

  static func tokens(_ values: Int32...) -> HostTensor {
    HostTensor(values, shape: [values.count])
  }

  @Test(
    arguments: [
      ("x", floats([3, 3]), "input 'x' must be [time, 2] or [batch, time, 2]; it is [3, 3]"),
      ("x", floats([2]), "input 'x' must be [time, 2] or [batch, time, 2]; it is [2]"),
      ("scale", floats([3]), "input 'scale' must be [2] or [batch, 2]; it is [3]"),
      ("x", floats([0, 2]), "input 'x': the sequence is empty"),
      ("x", floats([2, 3, 2]), "'x' has a batch of 2, but 'scale' has no batch axis"),
      (
        "x", HostTensor([1, 2] as [Int32], shape: [1, 2]),
        "input 'x': expected numbers (f32), found i32"
      ),
      ("kind", floats([]), "input 'kind': expected tokens (i32), found f32"),
      ("kind", HostTensor([3] as [Int32], shape: []), "input 'kind': token 3 is outside 0 ..< 3"),
      ("kind", HostTensor([-1] as [Int32], shape: []), "input 'kind': token -1 is outside 0 ..< 3"),
      ("x.length", tokens(1), "'x.length' is only for inputs with a batch axis"),
    ])
  func refusesInOneSet(_ name: String, _ tensor: HostTensor, _ message: String) {
    var inputs = Self.single
    inputs[name] = tensor
    let fault = #expect(throws: RecurFault.self) { try Self.answerer.answer(inputs) }
    #expect(fault?.message == message)
  }

  @Test(
    arguments: [
      ("x.length", tokens(2, 4), "row 1: 'x.length' is 4, but 'x' has 3 time steps"),
      ("x.length", tokens(0, 3), "row 0: 'x.length' is 0; sequences have at least 1 time step"),
      ("x.length", tokens(2), "row 0: 'x.length' must be integers [2]; it is i32 [1]"),
      ("x.length", floats([2]), "row 0: 'x.length' must be integers [2]; it is f32 [2]"),
      ("kind", tokens(0, 7), "row 1: input 'kind': token 7 is outside 0 ..< 3"),
      ("kind", tokens(0, 1, 2), "'x' has a batch of 2, but 'kind' has a batch of 3"),
    ])
  func refusesInABatch(_ name: String, _ tensor: HostTensor, _ message: String) {
    var inputs = Self.batch
    inputs[name] = tensor
    let fault = #expect(throws: RecurFault.self) { try Self.answerer.answer(inputs) }
    #expect(fault?.message == message)
  }

  @Test func emptyBatchesAreRefused() {
    let inputs = [
      "x": Self.floats([0, 3, 2]), "scale": Self.floats([0, 2]),
      "kind": HostTensor([] as [Int32], shape: [0]),
    ]
    let fault = #expect(throws: RecurFault.self) { try Self.answerer.answer(inputs) }
    #expect(fault?.message == "the batch is empty")
  }

  @Test func namesAllMissingAndExtraTensors() {
    let inputs = ["x": Self.floats([1, 2]), "y": Self.floats([3]), "scale.length": Self.tokens(1)]
    let fault = #expect(throws: RecurFault.self) { try Self.answerer.answer(inputs) }
    #expect(
      fault?.message == """
        the tensors do not fit the model:
          missing: 'scale', [2]
          missing: 'kind', token(3)
          extra: 'scale.length' [1]; the model has no such input
          extra: 'y' [3]; the model has no such input
        """)
  }

  @Test func aFixedLengthMustBeKept() {
    let signature = ModelSignature(
      model: "Fixed", inputs: [.init(name: "x", isSequence: true, length: 4, tokens: 9)],
      outputs: [], parameters: [])
    let answerer = TensorAnswerer(signature) { _ in [:] }
    let fault = #expect(throws: RecurFault.self) {
      try answerer.answer(["x": Self.tokens(1, 2, 3)])
    }
    #expect(fault?.message == "input 'x': the sequence must have 4 steps; it has 3")
  }

  @Test func answersFiles() throws {
    try withTemporaryFolder { folder in
      let input = folder + "/in.safetensors"
      let output = folder + "/out.safetensors"
      try SafetensorsWriter.write(Self.batch, to: input)
      try Self.answerer.answerFile(input: input, output: output)
      #expect(
        try SafetensorsFile(path: output).allTensors() == Self.answerer.answer(Self.batch))
    }
  }
}
