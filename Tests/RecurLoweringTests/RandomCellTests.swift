import RecurGraph
import Testing

/// Cells with random equations, from text to the interpreter's answers, against the same equations in
/// Swift.
@Suite struct RandomCellTests {
  @Test(arguments: 0..<100) func randomCellsMeanWhatTheirEquationsSay(seed: Int) throws {
    var random = LinearCongruential(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    for _ in 0..<5 { _ = random.next() }
    let cell = RandomCell(&random)
    let model = LayerForm.allCases[seed % LayerForm.allCases.count]
    let text = cell.text + model.text(cell)
    let graph = try Spec.graph(text)
    #expect(graph.faults() == [])
    #expect(try Graph(parsing: graph.description).description == graph.description)

    let weights = Spec.randomWeights(graph)
    let xs = (0..<4).map { _ in [random.next(), random.next()] }
    let x = Tensor(shape: [4, 2], elements: xs.flatMap(\.self))
    let found = try Interpreter(graph, weights: weights).evaluate(["x": x])
    for (name, expected) in model.expected(cell, xs, Formulas(weights: weights)) {
      let elements = try #require(found[name]).elements
      let flat = expected.flatMap(\.self)
      #expect(elements.count == flat.count, "\(name) of\n\(text)")
      for (a, b) in zip(elements, flat) where !(abs(a - b) <= 1e-9 * max(1, abs(b))) {
        Issue.record("\(name) is \(a), not \(b), in\n\(text)")
      }
    }
  }

  /// A way to run a cell over a sequence.
  private enum LayerForm: CaseIterable {
    case forward, backward, bidirectional, stack

    func text(_ cell: RandomCell) -> String {
      let layer =
        switch self {
        case .forward: "Random(3)"
        case .backward: "reverse(Random(3))"
        case .bidirectional: "bidirectional(Random(3))"
        case .stack: "stack(Random(3), Random(3))"
        }
      let width = self == .bidirectional ? 6 : 3
      var outputs = ["y: sequence of [\(width)] = h", "last: [\(width)] = h.last"]
      if self == .forward || self == .backward {
        for state in cell.states {
          outputs.append("final_\(state): [3] = h.final.\(state)")
          outputs.append("states_\(state): sequence of [3] = h.states.\(state)")
        }
      }
      let lines = outputs.map { "  output \($0)\n" }.joined()
      return "model M {\n  input x: sequence of [2]\n  h = \(layer)(x)\n\(lines)}\n"
    }

    func expected(
      _ cell: RandomCell, _ xs: [[Double]], _ formulas: Formulas
    ) -> [String: [[Double]]] {
      var answers: [String: [[Double]]] = [:]
      switch self {
      case .forward, .backward:
        let isForward = self == .forward
        let made = cell.run("h", isForward ? xs : xs.reversed(), formulas)
        answers["y"] = isForward ? made.outputs : made.outputs.reversed()
        answers["last"] = [made.outputs.last!]
        for state in cell.states {
          let values = made.states[state]!
          answers["final_\(state)"] = [values.last!]
          answers["states_\(state)"] = isForward ? values : values.reversed()
        }
      case .bidirectional:
        let forward = cell.run("h.forward", xs, formulas).outputs
        let backward = cell.run("h.backward", xs.reversed(), formulas).outputs
        answers["y"] = zip(forward, backward.reversed()).map(+)
        answers["last"] = [forward.last! + backward.last!]
      case .stack:
        let first = cell.run("h.0", xs, formulas).outputs
        let second = cell.run("h.1", first, formulas).outputs
        answers["y"] = second
        answers["last"] = [second.last!]
      }
      return answers
    }
  }
}
