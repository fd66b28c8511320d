import RecurGraph
import RecurLanguage
import RecurLowering
import Testing

/// What tests do with the text of a spec.
enum Spec {
  /// The graph of the only model in `text`.
  static func graph(_ text: String) throws -> Graph { lower(try model(text)) }

  /// The graph of what the only model in `text` is trained for.
  static func trainingGraph(_ text: String) throws -> Graph {
    try #require(lowerTraining(try model(text))?.graph)
  }

  /// The only model in `text`.
  static func model(_ text: String) throws -> TypedModel {
    let checked = check(text, path: "spec.recur") { name in throw Unreadable(name: name) }
    for diagnostic in checked.diagnostics where diagnostic.severity == .error {
      let place = diagnostic.span.start
      Issue.record("spec.recur:\(place.line):\(place.column): \(diagnostic.message)")
    }
    let program = try #require(checked.program)
    return try #require(program.models.first)
  }

  /// Random weights for `graph`, the same in every run.
  static func randomWeights(_ graph: Graph) -> [String: Tensor] {
    var generator = LinearCongruential(state: 7)
    var weights: [String: Tensor] = [:]
    for (weight, value) in zip(graph.weights, graph.weightValues) {
      weights[weight.path] = generator.tensor(graph[value].shape)
    }
    return weights
  }

  /// There is no file beside a spec in a test.
  private struct Unreadable: Error {
    let name: String
  }
}

/// A small generator of numbers for tests (Knuth's MMIX).
struct LinearCongruential {
  var state: UInt64

  /// A number in -1 ..< 1.
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 52) - 1
  }

  /// A tensor of such numbers.
  mutating func tensor(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in next() })
  }
}
