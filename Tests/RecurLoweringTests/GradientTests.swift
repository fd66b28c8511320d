import RecurGradientSupport
import RecurGraph
import RecurPasses
import RecurTestSupport
import Testing

/// Gradients by the interpreter beside central differences in `Double`.
@Suite struct GradientTests {
  /// Every cell of the prelude, over a sequence, both its outputs and its last one read.
  @Test(arguments: (PreludeCellTests.cells + PlainCell.options).map(\.use))
  func gradientsOfCellsAreCentralDifferences(_ use: String) throws {
    let cell = try #require(
      (PreludeCellTests.cells + PlainCell.options).first { $0.use == use })
    try expectGradients(
      """
      model M {
        input x: sequence(4) of [\(cell.inputs == 0 ? "" : "\(cell.inputs)")]
        \(cell.isAttended ? "input attention: sequence(4) of []" : "")
        h = \(use)(x\(cell.isAttended ? ", attention" : ""))
        output y = h
        output z = tanh(h.last)
      }
      """)
  }

  /// Derivatives are infinite or no number where another value is chosen.
  @Test(arguments: [
    "where(v > 0, sqrt(v), 0)", "where(v > 9, v * exp(1000 * exp(v)), v)", "max(log(0 * v), -5)",
    "min(1 / (0 * abs(v)), 5)", "where(v < 9, v, log(1 + exp(5000 * exp(abs(v)))))",
    "l2Normalize(0 * v)", "dense(GatedDelta(4, 4)(0 * v), 2)",
  ])
  func whatIsNotChosenHasNoInfluence(_ value: String) throws {
    let graph = try Spec.trainingGraph(
      """
      model M {
        input x: sequence of [3]
        v = dense(x, 2)
        output y = v + \(value)
        train {
          target t: sequence of [2]
          loss squaredError(y, t)
        }
      }
      """)
    let gradient = try graph.differentiated(graph.body.results[0])
    var random = SplitMix(seed: 5)
    let weights = random.weights(of: gradient)
    let answers = try Interpreter(gradient, weights: weights).evaluate(
      random.inputs(of: gradient, steps: 6))
    #expect(answers.count > 2)
    for (name, tensor) in answers {
      #expect(tensor.elements.allSatisfy { $0.isFinite }, "\(name)")
    }
  }

  @Test func gradientsOfModelsAreCentralDifferences() throws {
    for text in Self.models { try expectGradients(text) }
  }

  /// What cells alone do not show.
  static let models = [
    """
    model M {
      input t: sequence of token(5)
      input u: token(5)
      e = embedding(t, 3)
      h = bidirectional(stack(GRU(4), LSTM(2)))(e)
      output y = softmax(dense(h, 3))
      output z = e.table @ dense(reverse(h), 3)
      output v = embedding(u, e.table) * dense(ahead(h, 1).last, 3)
    }
    """,
    """
    cell Two(H)(x: [H], y: [X]) {
      state  h: [H] = a * a
      state  m: [H, X]
      weight W: [H, X]
      weight V: [X, H]
      weight a: [H]
      bias   g: []

      m' = 0.5 * m + outer(tanh(h + g), y) * W
      h' = where(h > 0.1, m' @ y, x) + min(maximum(V @ h) * x, abs(h)) / (1 + exp(sum(concat(y, V @ h))))
    }

    model M {
      input x: sequence of [3]
      h = Two(3)(dense(x, 3), reverse(dense(x, 2)))
      output y = h
      output z = h.final.h + h.states.h.last
    }
    """,
  ]

  private func expectGradients(_ text: String) throws {
    let graph = try Spec.graph(text)
    let found = try CentralDifferences(graph, seed: 11).compare()
    for fault in found.faults { Issue.record("\(fault), in\n\(text)") }
    #expect(found.right > 0 || graph.weights.isEmpty, "\(text)")
  }
}
