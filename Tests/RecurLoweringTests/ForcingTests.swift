import Foundation
import RecurGradientSupport
import RecurGraph
import RecurLowering
import RecurPasses
import RecurTestSupport
import Testing

/// Losses of what `generate` makes: its block is fed what was meant.
@Suite struct ForcingTests {
  /// The block of a model that translates, and where it begins.
  private static func translator(
    _ block: String, from: Int = 1, loss: String = "crossEntropy(made, truth)"
  ) -> String {
    """
    model M {
      input source: sequence of token(6)
      e = GRU(3)(embedding(source, 2))
      output made: sequence of token(5) = generate(from: \(from), until: 2, atMost: 6) { previous in
    \(block)
      }

      train {
        target truth: sequence of token(5)
        loss \(loss)
      }
    }
    """
  }

  private static let plain = """
        s = GRU(3, h: e.last)(embedding(previous, 2))
        argmax(dense(s, 5))
    """

  private static let attentive = """
        s = GRU(3, h: e.last)(embedding(previous, 2))
        c = DotAttention(e, e, s).last
        argmax(dense(concat(s, c), 5))
    """

  private static let source = [2, 0, 5]
  private static let truth = [3, 0, 4, 4, 1, 2]

  /// The loss of the training graph of a model, beside the sum over steps of what `scores` says of the
  /// state, if there is one, the encoder's outputs and the token before.
  private func expect(
    _ text: String, from: Int = 1,
    _ scores: (_ f: Formulas, _ s: [Double], _ e: [[Double]], _ previous: Int) -> [Double]
  ) throws {
    let graph = try Spec.trainingGraph(text)
    let weights = Spec.randomWeights(graph)
    let found = try Interpreter(graph, weights: weights).evaluate([
      "source": .vector(Self.source.map(Double.init)),
      "truth": .vector(Self.truth.map(Double.init)),
    ])
    let f = Formulas(weights: weights)
    let e = f.gru("e", f.embedding("e.embedding.weight", Self.source), h: [0, 0, 0])
    var s = e.last!
    var loss = 0.0
    for (time, token) in Self.truth.enumerated() {
      let previous = time == 0 ? from : Self.truth[time - 1]
      if weights["made.s.embedding.weight"] != nil {
        s = f.gru("made.s", f.embedding("made.s.embedding.weight", [previous])[0], h: s)
      }
      loss -= log(f.softmax(scores(f, s, e, previous))[token])
    }
    let total = try #require(found["loss"]?.elements.first)
    #expect(abs(total - loss) < 1e-12 * loss, "\(total), not \(loss), in\n\(text)")
    #expect(found["weight"]?.elements == [Double(Self.truth.count)])
  }

  @Test(arguments: [0, 1, 4]) func theTokenBeforeIsWhatWasMeant(_ from: Int) throws {
    try expect(Self.translator(Self.plain, from: from), from: from) { f, s, _, _ in
      f.dense("made.dense", s)
    }
  }

  /// Whatever the choice goes by: scores, shares of them, shares that were drawn from, odds.
  @Test(arguments: [
    "argmax(softmax(z))", "sample(softmax(z), Random(3), topK: 2)", "sample(exp(z), Random(3))",
    "argmax(argmaxed)", "chosen",
  ])
  func theLossIsOfWhatTheChoiceGoesBy(_ choice: String) throws {
    let text = Self.translator(
      """
          s = GRU(3, h: e.last)(embedding(previous, 2))
          z = dense(s, 5)
          argmaxed = softmax(z)
          chosen = argmax(softmax(z))
          \(choice)
      """)
    try expect(text) { f, s, _, _ in f.dense("made.z", s) }
  }

  /// Blocks without states; the second has the same scores at each step.
  @Test func blocksMayRememberNothing() throws {
    let pairs = Self.translator("    argmax(dense(embedding(previous, 4), 5))")
    try expect(pairs) { f, _, _, previous in
      f.dense("made.dense", f.embedding("made.embedding.weight", [previous])[0])
    }
    let same = Self.translator("    argmax(dense(e.last, 5))")
    try expect(same) { f, _, e, _ in f.dense("made.dense", e.last!) }
    for text in [pairs, same] {
      let found = try CentralDifferences(Spec.trainingGraph(text), seed: 6).compare()
      #expect(found.faults == [])
      #expect(found.right > 5)
    }
  }

  @Test func attentionLooksAtEachStep() throws {
    try expect(Self.translator(Self.attentive)) { f, s, e, _ in
      let likeness = e.map { key in zip(key, s).map(*).reduce(0, +) / 3.0.squareRoot() }
      let shares = f.softmax(likeness)
      let context = (0..<3).map { place in zip(shares, e).map { $0 * $1[place] }.reduce(0, +) }
      return f.dense("made.dense", s + context)
    }
  }

  /// States, layers and the token before are read behind the cells, too; the loss has a mask, and a name
  /// between.
  @Test(arguments: [
    translator(plain), translator(plain, from: 4), translator(attentive),
    translator(
      """
          p = embedding(previous, 2)
          s = stack(LSTM(3), GRU(2))(p)
          u = tanh(dense(s, 3)) * e.last
          m = MeanPool(2)(s)
          argmax(dense(concat(u, p, m, onehot(previous)), 5))
      """, loss: "crossEntropy(made, truth) weight truth != 0"),
  ])
  func gradientsAreCentralDifferences(_ text: String) throws {
    let found = try CentralDifferences(Spec.trainingGraph(text), seed: 6).compare()
    for fault in found.faults { Issue.record("\(fault), in\n\(text)") }
    #expect(found.right > 30)
  }

  /// A layer that no state depends on is written behind the cells, for all steps at once.
  @Test func scoresAreOfAllStepsAtOnce() throws {
    let graph = try Spec.trainingGraph(Self.translator(Self.plain))
    func products(_ region: Region) -> Int {
      region.nodes.count { $0.operation == .product && graph[$0.result].shape == [5] }
    }
    #expect(products(graph.body) == 1)
    for node in graph.body.nodes {
      if case .scan = node.operation { #expect(products(node.region!) == 0) }
    }
  }

  /// What is left out of a block is left out of what it chooses by where it is fed what was meant, at each step
  /// anew, and of nothing where it is fed its own answers.
  @Test(arguments: ["", "forcing linear"]) func elementsOfBlocksAreLeftOut(
    _ option: String
  ) throws {
    let text = Self.translator(
      """
          s = GRU(3, h: dropout(e.last, 0.5))(dropout(embedding(previous, 2), 0.2))
          argmax(dense(dropout(s, 0.4), 5))
      """, loss: "crossEntropy(made, truth)\n    \(option)")
    let model = try Spec.model(text)
    let count = Self.truth.count
    #expect(model.idleDropouts == [])
    var random = SplitMix(seed: 11)
    func mask(_ size: Int) -> [Double] {
      (0..<size).map { _ in [0, 1.25, 2][Int(random.next() % 3)] }
    }
    let first = mask(3)
    let steps = (0..<count).map { _ in (mask(2), mask(3)) }
    var inputs: [String: Tensor] = [
      "source": .vector(Self.source.map(Double.init)),
      "truth": .vector(Self.truth.map(Double.init)),
      "dropout.1": .vector(first),
      "dropout.2": Tensor(shape: [count, 2], elements: steps.flatMap(\.0)),
      "dropout.3": Tensor(shape: [count, 3], elements: steps.flatMap(\.1)),
    ]
    if !option.isEmpty { inputs["dropout.4"] = .vector(Array(repeating: 1, count: count)) }
    let graph = try #require(lowerTraining(model, leavingOut: model.dropouts)?.graph)
    let weights = Spec.randomWeights(graph)
    let found = try Interpreter(graph, weights: weights).evaluate(inputs)
    let f = Formulas(weights: weights)
    let e = f.gru("e", f.embedding("e.embedding.weight", Self.source), h: [0, 0, 0])
    var s = zip(e.last!, first).map(*)
    var loss = 0.0
    for (time, token) in Self.truth.enumerated() {
      let previous = time == 0 ? 1 : Self.truth[time - 1]
      let embedded = f.embedding("made.s.embedding.weight", [previous])[0]
      s = f.gru("made.s", [zip(embedded, steps[time].0).map(*)], h: s)[0]
      loss -= log(f.softmax(f.dense("made.dense", zip(s, steps[time].1).map(*)))[token])
    }
    let total = try #require(found["loss"]?.elements.first)
    #expect(abs(total - loss) < 1e-12 * loss, "\(total), not \(loss)")
    #expect(try CentralDifferences(graph, seed: 3).compare().faults == [])
  }

  /// Where the mask is 0, the token before is the one with the greatest score of the step before.
  @Test(arguments: [[1, 0, 0, 1, 0, 0], [0, 0, 1, 0, 1, 1], [1, 1, 1, 1, 1, 1]])
  func theTokenBeforeMayBeItsOwn(_ mask: [Double]) throws {
    let text = Self.translator(Self.attentive).replacing(
      "loss crossEntropy(made, truth)",
      with:
        "loss crossEntropy(made, truth)\n    forcing linear\n    metric right = accuracy(made, truth)"
    )
    let model = try Spec.model(text)
    #expect(model.dropouts.map(\.kind) == [.truth])
    let graph = try #require(lowerTraining(model, leavingOut: model.dropouts)?.graph)
    let weights = Spec.randomWeights(graph)
    let found = try Interpreter(graph, weights: weights).evaluate([
      "source": .vector(Self.source.map(Double.init)),
      "truth": .vector(Self.truth.map(Double.init)), "dropout.1": .vector(mask),
    ])
    let f = Formulas(weights: weights)
    let e = f.gru("e", f.embedding("e.embedding.weight", Self.source), h: [0, 0, 0])
    var s = e.last!
    var (loss, right) = (0.0, 0.0)
    var (own, differs) = (1, false)
    for (time, token) in Self.truth.enumerated() {
      let meant = time == 0 ? 1 : Self.truth[time - 1]
      let previous = mask[time] != 0 ? meant : own
      if previous != meant { differs = true }
      s = f.gru("made.s", f.embedding("made.s.embedding.weight", [previous])[0], h: s)
      let likeness = e.map { zip($0, s).map(*).reduce(0, +) / 3.0.squareRoot() }
      let shares = f.softmax(likeness)
      let context = (0..<3).map { place in zip(shares, e).map { $0 * $1[place] }.reduce(0, +) }
      let scores = f.dense("made.dense", s + context)
      loss -= log(f.softmax(scores)[token])
      own = scores.indices.max { scores[$0] < scores[$1] }!
      if own == token { right += 1 }
    }
    #expect(differs == mask.contains(0))
    let total = try #require(found["loss"]?.elements.first)
    #expect(abs(total - loss) < 1e-12 * loss, "\(total), not \(loss)")
    #expect(found["metric.right"]?.elements == [right])
    let plain = try #require(lowerTraining(model)?.graph)
    #expect(plain.inputs.map(\.name) == ["source", "truth"])
    var random = SplitMix(seed: 4)
    #expect(try CentralDifferences(graph, seed: random.next()).compare().faults == [])
  }
}
