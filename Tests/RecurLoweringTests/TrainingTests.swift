import Foundation
import RecurGradientSupport
import RecurGraph
import RecurLowering
import Testing

/// What becomes of `train` blocks: how much steps count, how long targets are, and that answers are what they
/// are without.
@Suite struct TrainingTests {
  private static func tagger(_ loss: String, targets: String = "") -> String {
    """
    model M {
      input x: sequence of [3]
      output y: sequence of [2] = softmax(dense(GRU(4)(x), 2))

      train {
        target t: sequence of token(2)
        \(targets)
        loss \(loss)
      }
    }
    """
  }

  private func losses(_ trial: TrainingTrial) -> [Double] {
    zip(trial.answers("y"), trial.inputs("t")).map { -log($0[Int($1[0])]) }
  }

  private func expect(
    _ trial: TrainingTrial, weights: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let loss = zip(losses(trial), weights).map(*).reduce(0, +)
    try trial.expect(loss: loss, weight: weights.reduce(0, +), sourceLocation: sourceLocation)
  }

  @Test func stepsCountAsMuchAsAMaskSays() throws {
    let mask = [1.0, 0, 0.5, 1, 0]
    let trial = try TrainingTrial(
      Self.tagger("crossEntropy(y, t) weight mask", targets: "target mask: sequence of []"),
      steps: 5, given: ["mask": .vector(mask)])
    try expect(trial, weights: mask)
  }

  @Test func classesHaveWeights() throws {
    let text = Self.tagger("crossEntropy(y, t) weight where(t == 0, 0.2, 1)")
    let trial = try TrainingTrial(text, steps: 5, given: ["t": .vector([0, 1, 1, 0, 1])])
    try expect(trial, weights: [0.2, 1, 1, 0.2, 1])
    #expect(try CentralDifferences(Spec.trainingGraph(text), seed: 2).compare().faults == [])
  }

  @Test func metricsCountAsLossesDo() throws {
    let mask = [1.0, 0, 0.5, 1, 0.25]
    let trial = try TrainingTrial(
      Self.tagger(
        """
        crossEntropy(y, t) weight mask
            metric accuracy = accuracy(y, t) keep highest
            metric surest = maximum(y)
            metric three = 3
        """, targets: "target mask: sequence of []"),
      steps: 5, given: ["mask": .vector(mask)])
    let (answers, truth) = (trial.answers("y"), trial.inputs("t"))
    func mean(_ metric: (Int) -> Double) -> Double {
      mask.indices.map { mask[$0] * metric($0) }.reduce(0, +)
    }
    let right = mean { (answers[$0][0] >= answers[$0][1]) == (truth[$0][0] == 0) ? 1 : 0 }
    let hits = mask.indices.count {
      (answers[$0][0] >= answers[$0][1]) == (truth[$0][0] == 0)
    }
    try #require(0 < hits && hits < 5)
    #expect(trial.metric("accuracy") == right)
    #expect(trial.metric("surest") == mean { answers[$0].max()! })
    #expect(trial.metric("three") == 3 * 2.75)
    try expect(trial, weights: mask)
  }

  @Test func aNumberIsTheWeightOfEachStep() throws {
    let trial = try TrainingTrial(
      Self.tagger("crossEntropy(y, t) weight importance", targets: "target importance: []"),
      steps: 4, given: ["importance": Tensor(shape: [], elements: [0.25])])
    try expect(trial, weights: [0.25, 0.25, 0.25, 0.25])
  }

  @Test func whatIsOnceCountsOnce() throws {
    for (weight, sum) in [("", 1.0), (" weight 3 * abs(s)", 1.5)] {
      let trial = try TrainingTrial(
        """
        model M {
          input x: sequence of [3]
          output y: [2] = dense(x, 2).last

          train {
            target t: [2]
            target s: []
            loss squaredError(y, t) + 0 * s\(weight)
          }
        }
        """, steps: 4, given: ["s": Tensor(shape: [], elements: [-0.5]), "t": .vector([1, 2])])
      let square =
        zip(trial.answers("y").flatMap(\.self), [1, 2])
        .map { ($0 - $1) * ($0 - $1) }.reduce(0, +) / 2
      try trial.expect(loss: square * sum, weight: sum)
    }
  }

  /// Targets follow each other to the length of what the model makes.
  @Test func targetsAreAsLongAsWhatTheyAreComparedWith() throws {
    let graph = try Spec.trainingGraph(
      """
      model M {
        input x: sequence of [2]
        input f: sequence(3) of [2]
        output y: sequence of [2] = dense(x, 2)

        train {
          target a, b, c: sequence of [2]
          target d, e: sequence of [2]
          target n: sequence of []
          loss sum(a * b * c) + squaredError(a, y) + dot(d.last, f.last) + dot(e.last, d.last)
            + 0 * dot((d + f).last, (x * c).last) weight n * sum(b)
        }
      }
      """)
    let lengths = zip(graph.inputs, graph.inputValues).map { ($0.name, graph[$1].length) }
    let expected: [(String, Length)] = [
      ("x", .variable("x")), ("f", .fixed(3)), ("a", .variable("x")), ("b", .variable("x")),
      ("c", .variable("x")), ("d", .fixed(3)), ("e", .variable("e")), ("n", .variable("x")),
    ]
    for (found, expected) in zip(lengths, expected) {
      #expect(found.0 == expected.0)
      #expect(found.1 == expected.1, "\(found.0)")
    }
    #expect(lengths.count == expected.count)
  }

  /// The graph that answers is the same with a block and without.
  @Test func answersStayWhatTheyAre() throws {
    let text = Self.tagger("crossEntropy(y, t)")
    let without = text[..<text.range(of: "  train {")!.lowerBound] + "}"
    #expect(try Spec.graph(text) == Spec.graph(String(without)))
    #expect(lowerTraining(try Spec.model(String(without))) == nil)
  }

  /// What a cell's states are, a table that is used twice, and both ends of a sequence.
  @Test func gradientsOfLossesAreCentralDifferences() throws {
    let text = """
      model M {
        input t: sequence of token(5)
        e = embedding(t, 3)
        h = bidirectional(LSTM(2))(e)
        output y: sequence of [5] = softmax(e.table @ dense(h, 3))
        output last: [] = sum(dense(h.last, 2))

        train {
          target next: sequence of token(5)
          target total: []
          loss crossEntropy(y, next) + huber(last, total, delta: 0.3) + 0.1 * sum(h.states.c * h.states.c)
            weight where(next == t, 0.5, 1) * (next != 0)
        }
      }
      """
    let found = try CentralDifferences(Spec.trainingGraph(text), seed: 4).compare()
    #expect(found.faults == [])
    #expect(found.right > 50)
  }
}
