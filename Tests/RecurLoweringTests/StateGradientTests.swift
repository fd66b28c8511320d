import Foundation
import RecurGraph
import RecurLowering
import RecurPasses
import RecurTestSupport
import Testing

/// The gradients of losses by the states of cells after each time step.
@Suite struct StateGradientTests {
  /// h' = a h + x: the loss depends on h after step t by a to the power of the steps from there.
  private static let linear = """
    cell Linear(x: [X]) {
      state  h: [X]
      weight a: [X]
      h' = a * h + x
    }

    """

  private static let a = [0.5, -1.25, 1]

  @Test(arguments: [false, true]) func linearCellAtTheEnd(_ isReversed: Bool) throws {
    let layer = isReversed ? "reverse(Linear)" : "Linear"
    let trial = try Trial(
      Self.linear + """
        model M {
          input x: sequence of [3]
          h = \(layer)(x)
          output y = h.last
          train {
            target truth: [3]
            loss sum(y * truth)
          }
        }
        """, steps: 6, weights: ["h.a": .vector(Self.a)])
    let found = try trial.gradients("h")
    let truth = trial.values["truth"]!.elements
    for step in 0..<6 {
      for unit in 0..<3 {
        let factor = (0..<(isReversed ? step : 5 - step)).reduce(1.0) { product, _ in
          product * Self.a[unit]
        }
        #expect(found[0][step][unit] == factor * truth[unit])
      }
    }
  }

  @Test func linearCellAtEachStep() throws {
    let trial = try Trial(
      Self.linear + """
        model M {
          input x: sequence of [3]
          output y = Linear(x)
          train {
            target truth: sequence of [3]
            loss sum(y * truth)
          }
        }
        """, steps: 5, weights: ["y.a": .vector(Self.a)])
    let found = try trial.gradients("y")
    let truth = trial.values["truth"]!.elements
    for unit in 0..<3 {
      var gradient = 0.0
      for step in (0..<5).reversed() {
        gradient = gradient * Self.a[unit] + truth[step * 3 + unit]
        #expect(abs(found[0][step][unit] - gradient) < 1e-14)
      }
    }
  }

  /// Beside central differences: the loss as it depends on where the rest of the sequence begins. What
  /// changes c changes h, which is made of it.
  @Test func statesOfAnLSTM() throws {
    let text = """
      model M {
        input x: sequence of [2]
        input h, c: [3]
        r = LSTM(3, h: h, c: c)(x)
        output y = tanh(dense(r.last, 2))
        output hs = r.states.h
        output cs = r.states.c
        train {
          target truth: [2]
          loss squaredError(y, truth)
        }
      }
      """
    let trial = try Trial(text, steps: 6)
    let found = try trial.gradients("r")
    let states = try Interpreter(lower(try Spec.model(text)), weights: trial.weights)
      .evaluate(trial.values.filter { $0.key != "truth" })
    let interpreter = try Interpreter(trial.graph, weights: trial.weights)
    for step in 0..<5 {
      var rest = trial.values
      rest["x"] = Tensor(
        shape: [5 - step, 2], elements: Array(rest["x"]!.elements[(2 * (step + 1))...]))
      for (name, sequence) in [("h", "hs"), ("c", "cs")] {
        rest[name] = .vector(Array(states[sequence]!.elements[3 * step..<3 * step + 3]))
      }
      for (position, name) in ["h", "c"].enumerated() {
        for unit in 0..<3 {
          func loss(_ change: Double) throws -> Double {
            var values = rest
            let (h, c) = (values["h"]!.elements[unit], values["c"]!.elements[unit])
            values[name]!.elements[unit] += change
            if name == "c" { values["h"]!.elements[unit] = h * tanh(c + change) / tanh(c) }
            return try interpreter.evaluate(values)["loss"]!.elements[0]
          }
          let difference = try (loss(1e-5) - loss(-1e-5)) / 2e-5
          #expect(abs(found[position][step][unit] - difference) < 1e-9)
        }
      }
    }
  }

  /// Also where cells are made of cells, and where what was meant is fed back.
  @Test func statesBelongToTheUsesOfCells() throws {
    let trial = try Trial(
      """
      cell Deep(H)(x: [X]) {
        state  h: [H]
        state  count: []
        weight W: [H, X]
        between = GRU(H)(W @ x + h)
        h'      = tanh(between)
        count'  = count + 1
      }

      model M {
        input x: sequence of [2]
        e = bidirectional(GRU(2))(x)
        f = stack(LSTM(2), Deep(2))(e)
        unread = GRU(2)(x)
        output other = unread.last
        output words: sequence of token(4) = generate(from: 1, until: 2, atMost: 9) { previous in
          d = stack(GRU(2, h: f.last), RNN(3))(embedding(previous, 3))
          argmax(dense(d, 4))
        }
        train {
          target truth: sequence of token(4)
          loss crossEntropy(words, truth)
        }
      }
      """, steps: 4)
    let cells = trial.training.stateCells
    let found = cells.filter { trial.outputs["gradient.\($0.key.number)"] != nil }.map(\.value)
    // The count depends on no weight, and no loss on what is not read.
    #expect(
      found.sorted() == [
        "e.backward", "e.forward", "f.0", "f.0", "f.1", "f.1.between", "words.d.0", "words.d.1",
      ])
    for state in cells.keys {
      let gradient = trial.outputs["gradient.\(state.number)"]
      #expect(gradient?.elements.contains { $0 != 0 } != false, "\(cells[state]!)")
    }
  }

  @Test func othersAreNotThereUnlessTheyAreAskedFor() throws {
    let graph = try Spec.trainingGraph(
      Self.linear + """
        model M {
          input x: sequence of [3]
          output y = Linear(x)
          train { loss sum(y) }
        }
        """)
    let loss = graph.body.results[0]
    let names = try graph.differentiated(loss).outputs.map(\.name)
    #expect(names == ["loss", "weight", "gradient.y.a"])
    #expect(try graph.differentiated(loss, byStates: true).outputs.count == 4)
  }
}

/// A model with weights and values for its inputs and targets, and what comes of differentiating its loss.
private struct Trial {
  let training: LoweredTraining
  let weights: [String: Tensor]
  let values: [String: Tensor]
  let outputs: [String: Tensor]

  var graph: Graph { training.graph }

  init(_ text: String, steps: Int, weights: [String: Tensor]? = nil) throws {
    training = try #require(lowerTraining(try Spec.model(text)))
    var random = SplitMix(seed: 11)
    values = random.inputs(of: training.graph, steps: steps)
    self.weights = weights ?? random.weights(of: training.graph)
    let gradients = try training.graph.differentiated(
      training.graph.body.results[0], byStates: true)
    #expect(gradients.faults() == [])
    outputs = try Interpreter(gradients, weights: self.weights).evaluate(values)
  }

  /// The gradients by the states of a use of a cell: for each state, at each time step, for each unit.
  func gradients(_ cell: String) throws -> [[[Double]]] {
    let states = training.stateCells.filter { $0.value == cell }.keys.sorted()
    return try states.map { state in
      let tensor = try #require(outputs["gradient.\(state.number)"])
      let width = tensor.shape[1]
      return (0..<tensor.shape[0]).map {
        Array(tensor.elements[$0 * width..<($0 + 1) * width])
      }
    }
  }
}
