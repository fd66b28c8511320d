import RecurBinary
import RecurWeights

/// Reverses a word's letters; its single weight must be 2.
struct Reverser: ~Copyable, BinaryModel {
  static let signature = """
    {"model":"Reverser","documentation":"Words backwards.\\nSlowly.","inputs":[{"name":"word",\
    "documentation":"","sequence":true,"shape":[],"token":5,"vocabulary":{"entries":\
    ["</s>","a","b","c","é"],"split":"characters","end":0,"lowercase":true}}],"outputs":[\
    {"name":"reversed","documentation":"","sequence":true,"shape":[],"token":5,"vocabulary":\
    {"entries":["</s>","a","b","c","é"],"split":"words","lowercase":false},"atMost":9}],\
    "parameters":[{"path":"y.weight","shape":[1],"bias":false,"layouts":[]}]}
    """
  static let weights = ["y.weight": HostTensor([2] as [Float], shape: [1])]

  init(tensors: (String, [Int]) throws -> [Float]) throws {
    guard try tensors("y.weight", [1]) == [2] else { throw RecurFault("the weight is not 2") }
  }

  mutating func run(_ inputs: [String: HostTensor]) throws -> [String: HostTensor] {
    guard let word = inputs["word"] else { throw RecurFault("no word") }
    let letters = try word.int32s().filter { $0 != 0 }
    return ["reversed": HostTensor(letters.reversed(), shape: [letters.count])]
  }
}

/// Running sums of a sequence of vectors and, beside them, how a scaled vector compares.
enum Summer {
  static let signature = ModelSignature(
    model: "Summer",
    inputs: [
      .init(name: "x", isSequence: true, shape: [2]), .init(name: "scale", shape: [2]),
      .init(name: "kind", tokens: 3),
    ],
    outputs: [
      .init(name: "sums", isSequence: true, shape: [2]),
      .init(
        name: "label", shape: [2], vocabulary: .init(entries: ["bad", "good"], split: .words)),
    ],
    parameters: [])

  static func run(_ inputs: [String: HostTensor]) throws -> [String: HostTensor] {
    guard let x = inputs["x"], let scale = inputs["scale"], let kind = inputs["kind"] else {
      throw RecurFault("an input is missing")
    }
    try expectForm(x, [x.shape[0], 2], .f32)
    try expectForm(scale, [2], .f32)
    try expectForm(kind, [], .i32)
    var sums = try x.floats()
    for i in sums.indices.dropFirst(2) { sums[i] += sums[i - 2] }
    return [
      "sums": HostTensor(sums, shape: x.shape),
      "label": HostTensor(try scale.floats(), shape: [2]),
    ]
  }
}

/// Throws if a tensor does not have the form that models are promised.
private func expectForm(
  _ tensor: HostTensor, _ shape: [Int], _ element: TensorElement
) throws(RecurFault) {
  guard tensor.shape == shape, tensor.element == element else {
    throw RecurFault("a model was given \(tensor.summary)")
  }
}
