import Foundation
import RecurGradientSupport
import RecurGraph
import RecurPasses
import Testing

/// Losses through the checker, the lowering and the interpreter, against formulas, and their gradients
/// against central differences.
@Suite struct LossTests {
  /// A loss of what a model answers at each time step.
  struct Case: Sendable, CustomTestStringConvertible {
    /// What the model answers with of `z`, four numbers.
    var answer: String
    /// The type of the target, at one step.
    var target: String
    /// The loss of the answer y and the target t.
    var loss: String
    /// The same of one step.
    var formula: @Sendable (_ y: [Double], _ t: [Double]) -> Double

    var testDescription: String { "\(loss) of \(answer)" }

    /// A model that is trained for it.
    var text: String {
      """
      model M {
        input x: sequence of [3]
        z = dense(x, 4)
        output y = \(answer)

        train {
          target t: sequence of \(target)
          loss \(loss)
        }
      }
      """
    }
  }

  private static func mean(_ y: [Double], _ t: [Double], _ f: (Double, Double) -> Double) -> Double
  {
    zip(y, t).map(f).reduce(0, +) / Double(y.count)
  }

  private static func huber(_ delta: Double) -> @Sendable ([Double], [Double]) -> Double {
    { y, t in
      mean(y, t) { y, t in
        let d = abs(y - t)
        return d < delta ? d * d / 2 : delta * (d - delta / 2)
      }
    }
  }

  private static let entropy: @Sendable ([Double], [Double]) -> Double = { y, t in
    -log(y[Int(t[0])])
  }

  private static let binary: @Sendable ([Double], [Double]) -> Double = { y, t in
    mean(y, t) { -$1 * log($0) - (1 - $1) * log(1 - $0) }
  }

  static let cases = [
    Case(
      answer: "softmax(z)", target: "token(4)", loss: "crossEntropy(y, t)", formula: entropy),
    // Shares that no softmax made.
    Case(
      answer: "softmax(z) * 0.75 + 0.0625", target: "token(4)", loss: "crossEntropy(y, t)",
      formula: entropy),
    Case(
      answer: "z", target: "token(4)", loss: "softmaxCrossEntropy(y, t)",
      formula: { y, t in log(y.map { exp($0) }.reduce(0, +)) - y[Int(t[0])] }),
    Case(
      answer: "sigmoid(z)", target: "[4]", loss: "binaryCrossEntropy(y, t)", formula: binary),
    Case(
      answer: "sigmoid(maximum(z))", target: "[]", loss: "binaryCrossEntropy(y, t)",
      formula: binary),
    Case(
      answer: "0.5 + 0.4 * tanh(z)", target: "[4]", loss: "binaryCrossEntropy(y, t)",
      formula: binary),
    Case(
      answer: "z", target: "[4]", loss: "sigmoidCrossEntropy(y, t)",
      formula: { y, t in binary(y.map { 1 / (1 + exp(-$0)) }, t) }),
    Case(
      answer: "tanh(z)", target: "[4]", loss: "squaredError(y, t)",
      formula: { y, t in mean(y, t) { ($0 - $1) * ($0 - $1) } }),
    Case(
      answer: "sum(z)", target: "[]", loss: "squaredError(y, t)",
      formula: { y, t in (y[0] - t[0]) * (y[0] - t[0]) }),
    Case(
      answer: "z", target: "[4]", loss: "absoluteError(y, t)",
      formula: { y, t in mean(y, t) { abs($0 - $1) } }),
    Case(answer: "z", target: "[4]", loss: "huber(y, t)", formula: huber(1)),
    Case(answer: "z", target: "[4]", loss: "huber(y, t, delta: 0.25)", formula: huber(0.25)),
    Case(
      answer: "z", target: "[4]", loss: "2 * squaredError(y, t) - 0.5 * sum(y)",
      formula: { y, t in
        2 * mean(y, t) { ($0 - $1) * ($0 - $1) } - 0.5 * y.reduce(0, +)
      }),
  ]

  @Test(arguments: cases) func lossesAreTheirFormulas(_ loss: Case) throws {
    let trial = try TrainingTrial(loss.text, steps: 6)
    let summands = zip(trial.answers("y"), trial.inputs("t")).map(loss.formula)
    #expect(summands.count == 6)
    try trial.expect(loss: summands.reduce(0, +), weight: 6)
  }

  @Test(arguments: cases) func gradientsAreCentralDifferences(_ loss: Case) throws {
    let found = try CentralDifferences(Spec.trainingGraph(loss.text), seed: 5).compare()
    for fault in found.faults { Issue.record("\(fault), in\n\(loss.text)") }
    #expect(found.right > 5)
  }

  /// What keeps exp from overflowing costs nothing in the gradient: which score is the greatest is not asked.
  @Test func noGradientGoesThroughTheGreatestScore() throws {
    let graph = try Spec.trainingGraph(Self.cases[0].text)
    let gradients = try graph.differentiated(graph.body.results[0])
    #expect(gradients.body.nodes.contains { $0.operation == .reduce(.maximum) })
    #expect(!gradients.body.nodes.contains { $0.operation == .elementwise(.equal) })
  }

  // MARK: Scores that shares cannot hold

  /// The loss and its gradient by the scores of a model with `answer` of its input, the score of a token of which
  /// may be so great that others have no share left.
  private func scored(
    _ answer: String, _ loss: String, scores: [Double], truth: Tensor, as target: String
  ) throws -> (loss: Double, gradient: [Double]) {
    let graph = try Spec.trainingGraph(
      """
      function head(z) = softmax(z)

      model M {
        input x: [1]
        input w: sequence of token(3)
        z = dense(x, \(scores.count), bias: false)
        shares = \(answer)
        output y = shares

        train {
          target t: \(target)
          loss \(loss)
        }
      }
      """)
    let gradients = try graph.differentiated(graph.body.results[0])
    let weights = ["z.weight": Tensor(shape: [scores.count, 1], elements: scores)]
    let found = try Interpreter(gradients, weights: weights).evaluate([
      "x": .vector([1]), "w": .vector([2, 0]), "t": truth,
    ])
    let loss = try #require(found["loss"]?.elements.first)
    return (loss, try #require(found["gradient.z.weight"]).elements)
  }

  /// A share that rounds to 0 still has its loss, through names, outputs and functions.
  @Test(
    arguments: ["softmax(z)", "head(z)", "softmax(z + 0 * MeanPool(3)(onehot(w))).last"],
    ["crossEntropy(y, t)", "softmaxCrossEntropy(z, t)"])
  func crossEntropyIsThatOfScores(_ answer: String, _ loss: String) throws {
    let found = try scored(
      answer, loss, scores: [200, -200, 199], truth: Tensor(shape: [], elements: [1]),
      as: "token(3)")
    let shares = [1 / (1 + exp(-1.0)), 0, exp(-1.0) / (1 + exp(-1.0))]
    #expect(abs(found.loss - (400 + log(1 + exp(-1.0)))) < 1e-10)
    for (gradient, expected) in zip(found.gradient, [shares[0], -1, shares[2]]) {
      #expect(abs(gradient - expected) < 1e-12)
    }
  }

  @Test func binaryCrossEntropyIsThatOfScores() throws {
    let found = try scored(
      "sigmoid(z)", "2 * binaryCrossEntropy(y, t)", scores: [200, -200], truth: .vector([0, 1]),
      as: "[2]")
    #expect(abs(found.loss - 400) < 1e-10)
    #expect(found.gradient == [1, -1])
  }

  /// The logarithm of other shares is bounded, and so is the loss.
  @Test func sharesOfNothingHaveALoss() throws {
    let found = try scored(
      "softmax(z) * (z > 0)", "crossEntropy(y, t)", scores: [200, -200],
      truth: Tensor(shape: [], elements: [1]), as: "token(2)")
    #expect(abs(found.loss - log(1e38)) < 1e-10)
    #expect(found.gradient == [0, 0])
  }

  /// A function of the spec that has the prelude's name is not the prelude's.
  @Test func anotherSoftmaxIsAnother() throws {
    let trial = try TrainingTrial(
      """
      function softmax(x) = 0.1 + 0 * x

      model M {
        input x: sequence of [2]
        output y: sequence of [2] = softmax(dense(x, 2))

        train {
          target t: sequence of token(2)
          loss crossEntropy(y, t)
        }
      }
      """, steps: 3)
    try trial.expect(loss: 3 * log(10), weight: 3)
  }
}
