import RecurWeights
import Testing

@Suite struct WeightBindingTests {
  /// Two gates over two inputs; in the framework's layout they are stacked and have two biases.
  static let parameters: [ModelSignature.Parameter] = [
    .init(
      path: "h.Wi", shape: [2, 2],
      layouts: [[.init(tensor: "h.weight_ih_l0", shape: [4, 2], start: 0)]]),
    .init(
      path: "h.Wf", shape: [2, 2],
      layouts: [[.init(tensor: "h.weight_ih_l0", shape: [4, 2], start: 2)]]),
    .init(
      path: "h.bi", shape: [2], isBias: true,
      layouts: [
        [
          .init(tensor: "h.bias_ih_l0", shape: [2], start: 0),
          .init(tensor: "h.bias_hh_l0", shape: [2], start: 0),
        ]
      ]),
    .init(path: "y.weight", shape: [1, 2]),
  ]

  static let byPath: [String: HostTensor] = [
    "h.Wi": HostTensor([1, 2, 3, 4] as [Float], shape: [2, 2]),
    "h.Wf": HostTensor([5, 6, 7, 8] as [Float], shape: [2, 2]),
    "h.bi": HostTensor([9, 10] as [Float], shape: [2]),
    "y.weight": HostTensor([11, 12] as [Float], shape: [1, 2]),
  ]

  static let byLayout: [String: HostTensor] = [
    "h.weight_ih_l0": HostTensor([1, 2, 3, 4, 5, 6, 7, 8] as [Float], shape: [4, 2]),
    "h.bias_ih_l0": HostTensor([4, 3] as [Float], shape: [2]),
    "h.bias_hh_l0": HostTensor([5, 7] as [Float], shape: [2]),
    "y.weight": HostTensor([11, 12] as [Float], shape: [1, 2]),
  ]

  static func bind(_ tensors: [String: HostTensor]) throws -> WeightBinding {
    let source = ByteSource(SafetensorsWriter.bytes(tensors), name: "w.safetensors")
    return try WeightBinding(parameters, in: try SafetensorsFile(source))
  }

  static func message(_ tensors: [String: HostTensor]) -> String? {
    #expect(throws: RecurFault.self) { _ = try bind(tensors) }?.message
  }

  @Test(arguments: [byPath, byLayout])
  func bindsByPathAndByLayout(_ tensors: [String: HostTensor]) throws {
    let binding = try Self.bind(tensors)
    #expect(try binding.floats("h.Wi", [2, 2]) == [1, 2, 3, 4])
    #expect(try binding.floats("h.Wf", [2, 2]) == [5, 6, 7, 8])
    #expect(try binding.floats("h.bi", [2]) == [9, 10])
    #expect(try binding.floats("y.weight", [1, 2]) == [11, 12])
    #expect(throws: RecurFault.self) { try binding.floats("y.weight", [2, 1]) }
    #expect(throws: RecurFault.self) { try binding.floats("y.bias", [1]) }
  }

  @Test func tellsEveryFaultAtOnce() {
    var tensors = Self.byPath
    tensors["h.Wi"] = nil
    tensors["h.W1"] = HostTensor([1, 2, 3, 4] as [Float], shape: [2, 2])
    tensors["h.Wf"] = HostTensor([1, 2] as [Float], shape: [2])
    tensors["y.weight"] = HostTensor([1, 2] as [Int32], shape: [1, 2])
    #expect(
      Self.message(tensors) == """
        'w.safetensors' does not fit the model:
          missing: 'h.Wi' [2, 2] (or 'h.weight_ih_l0' [4, 2]); did you name it 'h.W1'?
          wrong shape: 'h.Wf' is [2]; the model needs [2, 2]
          wrong type: 'y.weight' is i32; weights are f16, bf16, f32 or f64
          extra: 'h.W1' [2, 2]; the model has no such parameter
        """)
  }

  @Test func tellsWhichTensorOfALayoutIsMissingOrWrong() {
    var tensors = Self.byLayout
    tensors["h.bias_hh_l0"] = nil
    tensors["h.weight_ih_l0"] = HostTensor([Float](repeating: 0, count: 6), shape: [3, 2])
    #expect(
      Self.message(tensors) == """
        'w.safetensors' does not fit the model:
          missing: 'h.bias_hh_l0' [2]
          wrong shape: 'h.weight_ih_l0' is [3, 2]; the model needs [4, 2]
        """)
  }

  @Test func aParameterGivenTwiceIsAnError() {
    var tensors = Self.byLayout
    tensors["h.Wf"] = Self.byPath["h.Wf"]
    #expect(
      Self.message(tensors) == """
        'w.safetensors' does not fit the model:
          given twice: 'h.Wf' is there by name and in 'h.weight_ih_l0'
        """)
  }

  @Test(arguments: [Float.nan, .infinity])
  func weightsMustBeFinite(_ bad: Float) throws {
    var tensors = Self.byLayout
    tensors["h.weight_ih_l0"] = HostTensor([1, 2, 3, 4, 5, 6, bad, 8] as [Float], shape: [4, 2])
    let binding = try Self.bind(tensors)
    #expect(try binding.floats("h.Wi", [2, 2]) == [1, 2, 3, 4])
    let fault = #expect(throws: RecurFault.self) { try binding.floats("h.Wf", [2, 2]) }
    #expect(
      fault?.message
        == "'w.safetensors': element 6 of tensor 'h.weight_ih_l0' is \(bad); weights must be finite"
    )
  }
}
