import Foundation
import RecurGraph
import Testing

/// Attention over a sequence is a softmax of all scores at once.
@Suite struct AttentionTests {
  static let cells = ["DotAttention", "AdditiveAttention"]

  @Test func dotAttentionIsASoftmax() throws {
    let (weights, inputs, found) = try run("DotAttention(x, dense(x, 2), query).last")
    let values = values(weights, inputs)
    let query = inputs["query"]!.elements
    let scores = steps(inputs).map { key in
      zip(key, query).map(*).reduce(0, +) / 3.0.squareRoot()
    }
    expect(found, scores, values)
  }

  @Test func additiveAttentionIsASoftmaxOfALayer() throws {
    let (weights, inputs, found) = try run("AdditiveAttention(4)(x, dense(x, 2), query).last")
    let values = values(weights, inputs)
    let formulas = Formulas(weights: weights)
    let ofQuery = formulas.product("y.additiveAttention.W", inputs["query"]!.elements)
    let scores = steps(inputs).map { key in
      zip(formulas.product("y.additiveAttention.U", key), ofQuery).enumerated().map { index, sum in
        weights["y.additiveAttention.v"]!.elements[index] * Foundation.tanh(sum.0 + sum.1)
      }.reduce(0, +)
    }
    expect(found, scores, values)
  }

  private func run(
    _ attention: String
  ) throws -> (weights: [String: Tensor], inputs: [String: Tensor], found: [Double]) {
    let graph = try Spec.graph(
      """
      model Looks {
        input x: sequence(5) of [3]
        input query: [3]
        output y = \(attention)
      }
      """)
    let weights = Spec.randomWeights(graph)
    var random = LinearCongruential(state: 5)
    let inputs = ["x": random.tensor([5, 3]), "query": random.tensor([3])]
    let outputs = try Interpreter(graph, weights: weights).evaluate(inputs)
    return (weights, inputs, try #require(outputs["y"]).elements)
  }

  private func steps(_ inputs: [String: Tensor]) -> [[Double]] {
    (0..<5).map { Array(inputs["x"]!.elements[3 * $0..<3 * $0 + 3]) }
  }

  /// What the layer inside makes of each step.
  private func values(_ weights: [String: Tensor], _ inputs: [String: Tensor]) -> [[Double]] {
    let path = String(weights.keys.first { $0.hasSuffix(".weight") }!.dropLast(".weight".count))
    let formulas = Formulas(weights: weights)
    return steps(inputs).map { formulas.dense(path, $0) }
  }

  private func expect(_ found: [Double], _ scores: [Double], _ values: [[Double]]) {
    let shares = scores.map { Foundation.exp($0) }
    let total = shares.reduce(0, +)
    for place in 0..<2 {
      let expected = zip(shares, values).map { $0 / total * $1[place] }.reduce(0, +)
      #expect(abs(found[place] - expected) <= 1e-12)
    }
  }
}
