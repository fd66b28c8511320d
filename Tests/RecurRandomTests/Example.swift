import RecurGraph
import RecurTestSupport

/// Weights and inputs of a model, and what the interpreter answers.
struct Example {
  let weights: [String: Tensor]
  let inputs: [String: Tensor]
  let answers: [String: Tensor]

  /// Weights that follow from the graph's name, and inputs that follow from a seed, too.
  ///
  /// - Parameter steps: decides the time steps of sequences, of which those of different names differ.
  init(of graph: Graph, seed: UInt64, steps: Int) throws {
    var random = SplitMix(seed: graph.name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    weights = random.weights(of: graph)
    for _ in 0..<seed { _ = random.next() }
    inputs = random.inputs(of: graph) { name in
      1 + steps * (1 + name.utf8.reduce(0) { $0 + 2 * Int($1) } % 10) % 17
    }
    answers = try Interpreter(graph, weights: weights).evaluate(inputs)
  }

  /// The bound on the difference of answers, relative to those above 1: single precision rounds each
  /// number to 6e-8 of its size, the activations are within 2 ulp, and sums of up to 160 products add
  /// their roundings.
  static let tolerance = 5e-6

  /// What evaluates the graph as it is, and with every number on the way off by 4 roundings, by each of several
  /// draws.
  func shakenInterpreters(_ graph: Graph) throws -> [Interpreter] {
    try ([graph] + (2..<7).map { graph.shaken(seed: $0) }).map {
      try Interpreter($0, weights: weights)
    }
  }

  /// Whether single precision can give the answers within the bound: they change by less than half of it
  /// where every weight, every input and every number on the way changes by 4 roundings, one way or the other as
  /// each of several draws has it, and tokens do not.
  ///
  /// A spec of which that is not so says nothing about the compiler: a norm of numbers that are all but
  /// equal, or a token that is a close call.
  ///
  /// - Parameter interpreters: what `shakenInterpreters` gives, which serve all examples of a graph.
  func isTame(_ graph: Graph, by interpreters: [Interpreter]) throws -> Bool {
    let isBounded = answers.values.allSatisfy { $0.elements.allSatisfy { abs($0) < 1e3 } }
    guard isBounded else { return false }
    let isToken = graph.body.results.map { graph[$0].element != .real }
    let tokens = Set(zip(graph.outputs, isToken).filter(\.1).map(\.0.name))
    var random = SplitMix(seed: 1)
    for var interpreter in interpreters {
      try interpreter.bind(random.shaken(weights))
      let others = try interpreter.evaluate(random.shaken(inputs, but: graph.tokenInputs))
      let isTame = answers.allSatisfy { name, answer in
        difference(answer, others[name]!) <= (tokens.contains(name) ? 0 : Self.tolerance / 2)
      }
      guard isTame else { return false }
    }
    return true
  }
}

/// How far numbers are apart, relative to those above 1; infinite if they do not have one shape.
func difference(_ expected: Tensor, _ actual: Tensor) -> Double {
  guard expected.shape == actual.shape else { return .infinity }
  return zip(expected.elements, actual.elements).reduce(0) { greatest, pair in
    let apart = abs(pair.0 - pair.1) / max(1, abs(pair.0))
    return apart.isNaN ? .infinity : max(greatest, apart)
  }
}
