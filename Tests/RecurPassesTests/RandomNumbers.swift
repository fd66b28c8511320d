import RecurGraph

/// The SplitMix64 generator of Steele, Lea and Flood (2014): the same numbers on every machine.
struct RandomNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A tensor that a value of `type` may be, with `steps` time steps where the length is open.
  mutating func tensor(_ type: TensorType, steps: Int) -> Tensor {
    var shape = type.shape
    switch type.length {
    case .fixed(let count)?: shape.insert(count, at: 0)
    case .variable?: shape.insert(steps, at: 0)
    case nil: break
    }
    let elements = (0..<shape.reduce(1, *)).map { _ in
      switch type.element {
      case .real: Double.random(in: -1...1, using: &self)
      case .token(let count): Double(Int.random(in: 0..<count, using: &self))
      }
    }
    return Tensor(shape: shape, elements: elements)
  }

  /// Tensors for the inputs and the weights of `graph`.
  mutating func tensors(
    for graph: Graph, steps: Int
  ) -> (inputs: [String: Tensor], weights: [String: Tensor]) {
    var inputs: [String: Tensor] = [:]
    var weights: [String: Tensor] = [:]
    for (input, value) in zip(graph.inputs, graph.inputValues) {
      inputs[input.name] = tensor(graph[value], steps: steps)
    }
    for (weight, value) in zip(graph.weights, graph.weightValues) {
      weights[weight.path] = tensor(graph[value], steps: steps)
    }
    return (inputs, weights)
  }
}
