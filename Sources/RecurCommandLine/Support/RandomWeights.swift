import RecurEmit
import RecurGraph
import RecurTraining
import RecurWeights

/// Random initial weights: what the spec says, else uniform within +-1/sqrt(fan-in), and zero for biases.
///
/// The fan-in of a matrix is its number of columns, that of a vector its length (LeCun et al., Efficient
/// BackProp, 1998). Each parameter draws from a generator of its own, seeded by the seed and its
/// path, so that a change to one parameter leaves the others as they were.
enum RandomWeights {
  /// The tensors of a model, by path.
  static func tensors(
    of graph: Graph, seed: UInt64
  ) -> [String: HostTensor] {
    var result: [String: HostTensor] = [:]
    for (weight, value) in zip(graph.weights, graph.weightValues) {
      result[weight.path] = tensor(weight, graph[value].shape, seed: seed)
    }
    return result
  }

  /// The tensor of one weight.
  static func tensor(_ weight: Weight, _ shape: [Int], seed: UInt64) -> HostTensor {
    var generator = SplitMix64(state: seed ^ FNV1a.hash(weight.path))
    let count = shape.reduce(1, *)
    if let start = weight.start {
      return HostTensor(start.elements(shape, &generator).map { Float($0) }, shape: shape)
    }
    if weight.isBias { return HostTensor([Float](repeating: 0, count: count), shape: shape) }
    let bound = 1 / Float(max(shape.last ?? 1, 1)).squareRoot()
    return HostTensor(
      (0..<count).map { _ in bound * (2 * generator.unit() - 1) }, shape: shape)
  }
}

/// Random inputs.
enum RandomInputs {
  /// A tensor for each input, by name: numbers from -1 to 1, or any tokens.
  ///
  /// - Parameters:
  ///   - steps: the length of sequences whose length is not fixed.
  ///   - batch: the rows of a batch, or 1 for no batch axis.
  static func tensors(
    of inputs: [ModelSignature.Value], steps: Int, batch: Int = 1
  ) -> [String: HostTensor] {
    var generator = SplitMix64(state: 1)
    var result: [String: HostTensor] = [:]
    for input in inputs {
      let shape =
        (batch > 1 ? [batch] : []) + (input.isSequence ? [input.length ?? steps] : [])
        + input.shape
      let count = shape.reduce(1, *)
      result[input.name] =
        if let tokens = input.tokens {
          HostTensor(
            (0..<count).map { _ in Int32(generator.next() % UInt64(tokens)) }, shape: shape)
        } else {
          HostTensor((0..<count).map { _ in 2 * generator.unit() - 1 }, shape: shape)
        }
    }
    return result
  }
}
