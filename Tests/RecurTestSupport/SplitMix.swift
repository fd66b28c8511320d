import RecurGraph

/// A small reproducible source of random numbers and tensors (Steele, Lea, Flood 2014, "Fast splittable
/// pseudorandom number generators").
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts at `seed`.
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number in -1 ..< 1 that `Float` holds exactly.
  public mutating func number() -> Double { Double(Int64(bitPattern: next()) >> 40) / 8_388_608 }

  /// A tensor for each weight, its numbers within 1 / sqrt(columns).
  public mutating func weights(of graph: Graph) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for (weight, value) in zip(graph.weights, graph.weightValues) {
      let type = graph[value]
      let bound = Double(Float(1 / Double(max(type.shape.last ?? 1, 1)).squareRoot()))
      tensors[weight.path] = Tensor(
        shape: type.shape, elements: (0..<type.count).map { _ in Double(Float(number() * bound)) })
    }
    return tensors
  }

  /// A value for each input, sequences of `steps` steps unless the spec fixes how many.
  public mutating func inputs(of graph: Graph, steps: Int) -> [String: Tensor] {
    inputs(of: graph) { _ in steps }
  }

  /// Inputs of `graph`: of `steps` time steps where callers choose the length, which has a name.
  public mutating func inputs(of graph: Graph, steps: (String) -> Int) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for (input, value) in zip(graph.inputs, graph.inputValues) {
      let type = graph[value]
      var shape = type.shape
      switch type.length {
      case .fixed(let length): shape.insert(length, at: 0)
      case .variable(let name): shape.insert(steps(name), at: 0)
      case nil: break
      }
      let elements = (0..<shape.reduce(1, *)).map { _ -> Double in
        switch type.element {
        case .real: number() * 2
        case .token(let count): Double(next() % UInt64(count))
        }
      }
      tensors[input.name] = Tensor(shape: shape, elements: elements)
    }
    return tensors
  }
}
