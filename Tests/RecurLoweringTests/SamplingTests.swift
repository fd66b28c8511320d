import Foundation
import RecurGraph
import Testing

/// Tokens that are drawn, through the checker, the lowering and the interpreter.
@Suite struct SamplingTests {
  private static func draw(
    _ choice: String, weights: [Double], u: [Double]
  ) throws -> [Int] {
    let graph = try Spec.graph(
      """
      model Draws {
        input w: [\(weights.count)]
        input u: sequence of []
        output t: sequence of token(\(weights.count)) = sample(w, u\(choice))
      }
      """)
    let found = try Interpreter(graph, weights: [:]).evaluate([
      "w": .vector(weights), "u": .vector(u),
    ])
    return try #require(found["t"]).elements.map { Int($0) }
  }

  private static let weights = [1.0, 4, 0, 2, 2, 1]

  /// The shares of 1000 numbers that lie evenly from 0 up to 1 are those of the kept weights.
  @Test(
    arguments: [
      ("", [1.0, 4, 0, 2, 2, 1]), (", topK: 1", [0, 4, 0, 0, 0, 0]),
      (", topK: 2", [0, 4, 0, 2, 0, 0]), (", topK: 3", [0, 4, 0, 2, 2, 0]),
      (", topK: 6", [1, 4, 0, 2, 2, 1]), (", topK: 99", [1, 4, 0, 2, 2, 1]),
      (", topP: 0.1", [0, 4, 0, 0, 0, 0]), (", topP: 0.4", [0, 4, 0, 0, 0, 0]),
      (", topP: 0.41", [0, 4, 0, 2, 0, 0]), (", topP: 0.75", [0, 4, 0, 2, 2, 0]),
      (", topP: 0.85", [1, 4, 0, 2, 2, 0]), (", topP: 1", [1, 4, 0, 2, 2, 1]),
      (", topK: 2, topP: 0.75", [0, 4, 0, 2, 0, 0]), (", topK: 3, topP: 0.41", [0, 4, 0, 2, 0, 0]),
    ]) func drawsInProportion(_ choice: String, _ kept: [Double]) throws
  {
    let tokens = try Self.draw(
      choice, weights: Self.weights, u: (0..<1000).map { (Double($0) + 0.5) / 1000 })
    let total = kept.reduce(0, +)
    for (token, weight) in kept.enumerated() {
      let share = Double(tokens.count { $0 == token }) / 1000
      #expect(abs(share - weight / total) <= 0.0011, "\(choice) \(token)")
    }
    #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func whatIsNoWeightCountsAsNothing() throws {
    let u = [0, 0.5, 0.999]
    #expect(try Self.draw("", weights: [0, 0, 0], u: u) == [0, 0, 0])
    #expect(try Self.draw("", weights: [.nan, -3, 2, .nan], u: u) == [2, 2, 2])
    #expect(try Self.draw(", topP: 0.9", weights: [1, .infinity, 1], u: u) == [1, 1, 1])
    #expect(try Self.draw(", topK: 2", weights: [0, 0, 5], u: u) == [2, 2, 2])
  }

  /// A sequence that feeds itself, drawn with the generator of the prelude.
  @Test(arguments: [0, 1, 4001, 15_999_999]) func generates(_ seed: Int) throws {
    let graph = try Spec.graph(
      """
      model Writes {
        input seed: []
        output text: sequence of token(5) = generate(from: 0, atMost: 40) { previous in
          u = Random(seed)
          sample(softmax(dense(embedding(previous, 5), 5) / 0.5), u, topK: 4)
        }
      }
      """)
    let weights = Spec.randomWeights(graph)
    let found = try Interpreter(graph, weights: weights).evaluate(["seed": .scalar(Double(seed))])
    let formulas = Formulas(weights: weights)
    var (x, y, z) = {
      let start = wichmannHill(seed: seed)
      return (start[0], start[1], start[2])
    }()
    var (previous, expected) = (0, [Int]())
    for _ in 0..<40 {
      (x, y, z) = (171 * x % 30269, 172 * y % 30307, 170 * z % 30323)
      let sum = Double(x) / 30269 + Double(y) / 30307 + Double(z) / 30323
      let row = formulas.embedding("text.embedding.weight", [previous])[0]
      let weights = formulas.dense("text.dense", row).map { exp($0 / 0.5) }
      let least = weights.firstIndex(of: weights.min()!)!
      let kept = weights.indices.filter { $0 != least }
      var rest = (sum - sum.rounded(.down)) * kept.reduce(0) { $0 + weights[$1] }
      previous = kept.first { token in
        rest -= weights[token]
        return rest < 0
      }!
      expected.append(previous)
    }
    #expect(try #require(found["text"]).elements.map { Int($0) } == expected)
    #expect(Set(expected).count > 1)
  }
}
