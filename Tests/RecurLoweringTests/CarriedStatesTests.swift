import RecurGraph
import RecurPasses
import RecurTestSupport
import Testing

/// Losses of pieces of sequences, whose states go on, are those of the whole.
@Suite struct CarriedStatesTests {
  private static func text(_ model: String, target: String = "sequence of [2]") -> String {
    """
    model M {
      input x: sequence of [3]
      input c: [2]
      \(model)
      train {
        target t: \(target)
        loss squaredError(y, t)
        truncate 2
      }
    }
    """
  }

  @Test(arguments: [
    "output y = dense(stack(LSTM(3), GRU(2))(x), 2)",
    "output y = dense(LSTM(3, h: dense(c, 3))(x) + dense(c, 3), 2)",
    "output y = dense(LinearAttention(3, 4)(x), 2)",
    "output y = dense(MinGRU(3)(concat(x, c)), 2)",
  ])
  func piecesAreTheWhole(_ model: String) throws {
    let graph = try Spec.trainingGraph(Self.text(model))
    let pieces = try graph.carryingStates()
    try pieces.verify()
    var random = SplitMix(seed: 3)
    let weights = random.weights(of: graph)
    let given = random.inputs(of: graph, steps: 7)
    let whole = try Interpreter(graph, weights: weights).evaluate(given)
    let interpreter = try Interpreter(pieces, weights: weights)
    var carried: [String: Tensor] = [:]
    for (input, value) in zip(pieces.inputs, pieces.inputValues)
    where input.name.hasPrefix("carried.") {
      carried[input.name] = Tensor(shape: pieces[value].shape, repeating: 9)
    }
    #expect(carried.count > 1)
    var loss = 0.0
    for range in [0..<2, 2..<3, 3..<7] {
      var inputs = given.merging(carried) { own, _ in own }
      for name in ["x", "t"] {
        let all = given[name]!
        let size = all.shape.dropFirst().reduce(1, *)
        inputs[name] = Tensor(
          shape: [range.count] + all.shape.dropFirst(),
          elements: Array(all.elements[range.lowerBound * size..<range.upperBound * size]))
      }
      inputs["carried.begins"] = .scalar(range.lowerBound == 0 ? 1 : 0)
      let answers = try interpreter.evaluate(inputs)
      loss += answers["loss"]!.elements[0]
      for name in carried.keys { carried[name] = answers[name] ?? carried[name] }
    }
    let right = whole["loss"]!.elements[0]
    #expect(abs(loss - right) < 1e-12 * right)
  }

  @Test(arguments: [
    ("h = bidirectional(GRU(2))(x)\n output y = dense(h, 2)", "runs from the last time step"),
    ("output y = dense(reverse(x), 2)", "at another time step"),
    ("h = GRU(2)(x)\n output y = dense(DotAttention(h, h, h.last), 2)", "at another time step"),
  ])
  func whatLooksElsewhereIsNotCut(_ model: String, _ reason: String) throws {
    let graph = try Spec.trainingGraph(Self.text(model))
    let fault = #expect(throws: NotCuttable.self) { try graph.carryingStates() }
    #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
    #expect(fault?.origin != nil)
  }
}
