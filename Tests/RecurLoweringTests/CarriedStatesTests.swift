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
    let pieces = try graph.carryingStates(for: .each)
    try pieces.verify()
    var random = SplitMix(seed: 3)
    let weights = random.weights(of: graph)
    let given = random.inputs(of: graph, steps: 7)
    let whole = try Interpreter(graph, weights: weights).evaluate(given)
    let interpreter = try Interpreter(pieces, weights: weights)
    var carried = pieces.carried
    #expect(carried.count > 1)
    var loss = 0.0
    for range in Self.ranges {
      var inputs = Self.piece(of: given, range)
      inputs[Graph.carriedEnds] = nil
      let answers = try interpreter.evaluate(inputs.merging(carried) { own, _ in own })
      loss += answers["loss"]!.elements[0]
      for name in carried.keys { carried[name] = answers[name] ?? carried[name] }
    }
    let right = whole["loss"]!.elements[0]
    #expect(abs(loss - right) < 1e-12 * right)
  }

  private static let ranges = [0..<2, 2..<3, 3..<7]

  /// What the time steps `range` of seven have, and marks of the first and the last.
  private static func piece(
    of given: [String: Tensor], _ range: Range<Int>
  ) -> [String: Tensor] {
    var inputs = given
    for (name, all) in given where all.shape.count == 2 {
      let size = all.shape[1]
      inputs[name] = Tensor(
        shape: [range.count, size],
        elements: Array(all.elements[range.lowerBound * size..<range.upperBound * size]))
    }
    inputs[Graph.carriedBegins] = .scalar(range.lowerBound == 0 ? 1 : 0)
    inputs[Graph.carriedEnds] = .scalar(range.upperBound == 7 ? 1 : 0)
    return inputs
  }

  /// From the last piece to the first, each of which knows the gradients by its last states alone, sums up to the
  /// gradients of the whole.
  @Test(arguments: [
    ("output y = dense(stack(LSTM(3), GRU(2))(x), 2)", "sequence of [2]"),
    ("output y = dense(LSTM(3, h: dense(c, 3))(x) + dense(c, 3), 2)", "sequence of [2]"),
    ("output y = dense(LinearAttention(3, 4)(x), 2)", "sequence of [2]"),
    ("output y = dense(concat(EchoState(3)(x), MinGRU(3)(concat(x, c))), 2)", "sequence of [2]"),
    ("output y = dense(concat(LSTM(3)(x).final.c, c), 2)", "[2]"),
    ("output y = dense(concat(GRU(3)(x).last, MeanPool(2)(RNN(2)(x)).last, c), 2)", "[2]"),
    // What is infinite after two steps counts nothing, since sequences have seven.
    (
      """
      n = SumPool(3)(x * 0 + 1).last
      output y = dense(GRU(3)(x).last * log((n - 2) * (n - 2)) / (n - 2), 2) / (sum(n) - 6)
      """, "[2]"
    ),
    ("output y = log(SumPool(2)(dense(x, 2) * 0 + 1).last - 2)", "[2]"),
  ])
  func gradientsOfPiecesAreThoseOfTheWhole(_ model: String, _ target: String) throws {
    let graph = try Spec.trainingGraph(Self.text(model, target: target))
    var random = SplitMix(seed: 3)
    let weights = random.weights(of: graph)
    let given = random.inputs(of: graph, steps: 7)
    let gradient = try graph.differentiated(graph.body.results[0])
    let whole = try Interpreter(gradient, weights: weights).evaluate(given)

    let pieces = try graph.carryingStates(for: .all)
    let backward = try pieces.differentiatedInPieces(pieces.body.results[0])
    try pieces.verify()
    try backward.verify()
    let interpreter = try Interpreter(pieces, weights: weights)
    var carried = pieces.carried
    var inputs: [[String: Tensor]] = []
    for range in Self.ranges {
      inputs.append(Self.piece(of: given, range).merging(carried) { own, _ in own })
      let answers = try interpreter.evaluate(inputs[inputs.count - 1])
      for name in carried.keys { carried[name] = answers[name] ?? carried[name] }
    }
    let last = try Interpreter(backward, weights: weights)
    var gradients = backward.carried.filter { $0.key.hasPrefix(Graph.carriedGradientPrefix) }
    for name in gradients.keys {
      gradients[name] = Tensor(shape: gradients[name]!.shape, repeating: 0)
    }
    var sums: [String: [Double]] = [:]
    for inputs in inputs.reversed() {
      let answers = try last.evaluate(inputs.merging(gradients) { own, _ in own })
      for (name, tensor) in answers where !name.hasPrefix(Graph.carriedPrefix) {
        sums[name] = sums[name].map { zip($0, tensor.elements).map(+) } ?? tensor.elements
      }
      for name in gradients.keys { gradients[name] = answers[name] }
    }
    #expect(Set(sums.keys) == Set(whole.keys))
    for (name, tensor) in whole {
      let size = tensor.elements.map(abs).max() ?? 0
      for (own, right) in zip(sums[name] ?? [], tensor.elements) {
        #expect(abs(own - right) <= 1e-12 * max(size, 1), "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("h = bidirectional(GRU(2))(x)\n output y = dense(h, 2)", "runs from the last time step"),
    ("output y = dense(reverse(x), 2)", "at another time step"),
    ("output y = dense(ahead(x, 1), 2)", "at another time step"),
  ])
  func whatLooksElsewhereIsNotCut(_ model: String, _ reason: String) throws {
    let graph = try Spec.trainingGraph(Self.text(model))
    for use in [PieceUse.each, .all] {
      let fault = #expect(throws: NotCuttable.self) { try graph.carryingStates(for: use) }
      #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
      #expect(fault?.origin != nil)
    }
  }

  @Test(arguments: [
    ("h = GRU(2)(x)\n output y = dense(h + h.last, 2)", "sequence of [2]", "at its steps"),
    (
      "h = GRU(2)(x)\n output y = dense(GRU(2, h: h.last)(x), 2)", "sequence of [2]", "at its steps"
    ),
    ("h = LSTM(2)(x)\n output y = dense(x * sum(h.final.c), 2)", "sequence of [2]", "at its steps"),
  ])
  func whatIsKnownAtTheEndIsNotReadBefore(
    _ model: String, _ target: String, _ reason: String
  ) throws {
    let graph = try Spec.trainingGraph(Self.text(model, target: target))
    let fault = #expect(throws: NotCuttable.self) { try graph.carryingStates(for: .all) }
    #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
    #expect(fault?.origin != nil)
  }

  @Test(arguments: [
    ("input x: sequence(4) of [2]", "sequence of [1]", "`x` always has 4 time steps"),
    ("input x: sequence of [2]\n input z: sequence of [1]", "sequence of [1]", "`z` is not cut"),
    ("input x: [2]", "[1]", "there is no sequence"),
  ])
  func lengthsAreOneAndFree(_ inputs: String, _ target: String, _ reason: String) throws {
    let graph = try Spec.trainingGraph(
      """
      model M {
        \(inputs)
        output y = dense(x, 1)
        train {
          target t: \(target)
          loss squaredError(y, t)
        }
      }
      """)
    let fault = #expect(throws: NotCuttable.self) { try graph.carryingStates(for: .all) }
    #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
  }

  @Test func whatIsLearnedAtTheEndIsNotLearnedInEachPiece() throws {
    let text = Self.text("output y = dense(c, 2)", target: "[2]")
    let graph = try Spec.trainingGraph(text)
    let fault = #expect(throws: NotCuttable.self) { try graph.carryingStates(for: .each) }
    #expect(fault?.reason.contains("not at each step") == true, "\(fault?.reason ?? "")")
    try graph.carryingStates(for: .all).verify()
  }
}

extension Graph {
  /// Something for each input that pieces have beside those of the whole.
  fileprivate var carried: [String: Tensor] {
    zip(inputs, inputValues).reduce(into: [:]) { carried, input in
      guard input.0.name.hasPrefix(Graph.carriedPrefix) else { return }
      carried[input.0.name] = Tensor(shape: self[input.1].shape, repeating: 9)
    }
  }
}
