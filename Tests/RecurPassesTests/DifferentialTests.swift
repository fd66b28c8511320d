import Foundation
import RecurGraph
import RecurPasses
import Testing

/// The interpreter gives the same answers before a pass and after it.
@Suite struct DifferentialTests {
  /// Sums are not reordered by any pass, so only folded constants may round differently.
  static let tolerance = 1e-12

  @Test(arguments: GoldenTests.cases) func everyCaseKeepsItsAnswers(_ name: String) throws {
    let graph = try Graph(parsing: GoldenTests.golden.text("\(name).ir"))
    for pass in GoldenTests.passes where pass.name != "stream" && pass.name != "fuse-kernels" {
      try compare(graph, pass.apply(graph), seed: 1, "after \(pass.name)")
    }
    try checkPlans(graph, seed: 2)
  }

  @Test(arguments: 0..<150) func randomGraphsKeepTheirAnswers(_ seed: Int) throws {
    let graph = RandomGraph.make(seed: seed)
    try graph.verify()
    try checkPlans(graph, seed: seed)
  }

  private func checkPlans(_ graph: Graph, seed: Int) throws {
    let fused = try Pass.run(Pass.sequencePlan, on: graph) { pass, rewritten in
      let context = Comment(rawValue: "after \(pass):\n\(rewritten)\nfrom:\n\(graph)")
      #expect(throws: Never.self, context) {
        try compare(graph, rewritten, seed: seed, context)
      }
    }
    expectOnlyKernelsCompute(fused.body, fused)
    let step: Graph
    do { step = try Pass.run(Pass.streamPlan, on: graph) } catch { return }
    try compareStream(graph, step, seed: seed)
    expectOnlyKernelsCompute(step.body, step)
  }

  private func compare(
    _ before: Graph, _ after: Graph, seed: Int, _ context: Comment
  ) throws {
    try after.verify()
    for steps in [1, 4] {
      var numbers = RandomNumbers(seed: seed)
      let (inputs, weights) = numbers.tensors(for: before, steps: steps)
      let expected = try Interpreter(before, weights: weights).evaluate(inputs)
      let actual = try Interpreter(after, weights: weights).evaluate(inputs)
      for output in before.outputs {
        #expect(isClose(expected[output.name]!, actual[output.name]!), context)
      }
    }
  }

  /// Every step of a stream answers what the model answers for the sequence so far, where it looks ahead so
  /// many steps of zeros later.
  private func compareStream(_ graph: Graph, _ step: Graph, seed: Int) throws {
    let names = graph.outputs.map(\.name)
    let isSequence = graph.body.results.map { graph[$0].length != nil }
    var numbers = RandomNumbers(seed: seed)
    let (inputs, weights) = numbers.tensors(for: graph, steps: 4)
    let late = graph.lookAhead
    for count in 1...4 {
      var prefix = inputs
      var padded = inputs
      for (input, value) in zip(graph.inputs, graph.inputValues) where graph[value].length != nil {
        let whole = inputs[input.name]!
        prefix[input.name] = Tensor(
          shape: [count] + graph[value].shape,
          elements: Array(whole.elements.prefix(count * graph[value].count)))
        padded[input.name] = Tensor(
          shape: [count + late] + graph[value].shape,
          elements: prefix[input.name]!.elements
            + [Double](repeating: 0, count: late * graph[value].count))
      }
      let stream = try Interpreter(step, weights: weights).evaluate(padded)
      let answers = try Interpreter(graph, weights: weights).evaluate(prefix)
      for (name, isSequence) in zip(names, isSequence) {
        let expected = answers[name]!
        let size = expected.elements.count / (isSequence ? count : 1)
        let last = expected.elements.suffix(size)
        let actual = stream[name]!.elements.suffix(size)
        #expect(
          isClose(Tensor.vector(Array(last)), Tensor.vector(Array(actual))),
          "\(name) at step \(count - 1) of\n\(step)\nfrom:\n\(graph)")
      }
    }
  }

  private func isClose(_ a: Tensor, _ b: Tensor) -> Bool {
    guard a.shape == b.shape else { return false }
    return zip(a.elements, b.elements).allSatisfy { x, y in
      abs(x - y) <= Self.tolerance * max(1, abs(x)) || x.isNaN && y.isNaN
    }
  }

  private func expectOnlyKernelsCompute(_ region: Region, _ graph: Graph) {
    let known = graph.valuesKnownAtLoad
    for node in region.nodes {
      switch node.operation {
      case .product: Issue.record("a product outside of a kernel in\n\(graph)")
      case .elementwise:
        #expect(known.contains(node.result), "an elementwise node outside of a kernel in\n\(graph)")
      case .scan, .generate: expectOnlyKernelsCompute(node.region!, graph)
      default: break
      }
    }
  }
}
