import RecurGraph
import Testing

/// A cell that begins anew is a cell over each piece, and one that leaves steps out a cell over the others.
@Suite struct MarkedStepTests {
  private static let resets: [Double] = [0, 0, 1, 0, 1, 1, 0, 0, 2]
  private static let taken: [Double] = [0, 1, 1, 0, 0, 1, 1, 0, 1]

  /// Cells whose answer is a state, an expression of one, and what a cell inside gives, with states that do not
  /// start from 0.
  private static let cells = """
    cell Shows(H)(x: [X]) {
      state  c: [H] = 0.5
      weight W: [H, X]
      c' = tanh(c + W @ x)
      output c' * sum(x)
    }

    cell Holds(H)(x: [X]) {
      state  h: [H]
      weight W: [H, X]
      inner = LSTM(H)(x)
      h' = 0.5 * h + tanh(inner + W @ x)
    }
    """

  private static let uses = [
    "GRU(4%)", "Shows(4%)", "Holds(4%)", "LSTM(4, c: 0.25%)", "reverse(Holds(4%))",
    "reverse(Shows(4%))", "stack(Shows(4%), GRU(4%))",
  ]

  /// The answer of a use over the columns of `x` but the last, which is for `marks`.
  private static func answer(
    _ use: String, _ marks: String, _ x: [[Double]]
  ) throws -> [[Double]] {
    let graph = try Spec.graph(
      """
      \(cells)
      model M {
        input x: sequence(\(x.count)) of [3]
        input marks: sequence(\(x.count)) of []
        output y = \(use.replacing("%", with: marks))(x)
        output z = marks
      }
      """)
    let inputs = [
      "x": Tensor(shape: [x.count, 3], elements: x.flatMap { $0.prefix(3) }),
      "marks": Tensor(shape: [x.count], elements: x.map { $0[3] }),
    ]
    let answer = try Interpreter(graph, weights: Spec.randomWeights(graph)).evaluate(inputs)["y"]!
    return (0..<x.count).map { Array(answer.elements[4 * $0..<4 * $0 + 4]) }
  }

  private static func inputs(_ marks: [Double]) -> [[Double]] {
    var random = LinearCongruential(state: 5)
    return marks.map { random.tensor([3]).elements + [$0] }
  }

  private static func differ(_ a: [[Double]], _ b: [[Double]]) -> Double {
    zip(a.joined(), b.joined()).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test(arguments: uses) func piecesBeginAnew(_ use: String) throws {
    let isReversed = use.hasPrefix("reverse")
    let x = Self.inputs(isReversed ? Self.resets.reversed() : Self.resets)
    let found = try Self.answer(use, ", reset: marks", x)
    var pieces: [[[Double]]] = []
    for step in isReversed ? x.reversed() : x {
      if step[3] != 0 || pieces.isEmpty { pieces.append([]) }
      pieces[pieces.count - 1].append(step)
    }
    try #require(pieces.map(\.count) == [2, 2, 1, 3, 1])
    var expected = try pieces.flatMap { piece in
      let answer = try Self.answer(use, "", isReversed ? piece.reversed() : piece)
      return isReversed ? answer.reversed() : answer
    }
    if isReversed { expected.reverse() }
    #expect(Self.differ(found, expected) < 1e-12)
    #expect(Self.differ(found, try Self.answer(use, "", x)) > 1e-3)
  }

  @Test(arguments: uses) func stepsAreLeftOut(_ use: String) throws {
    let isReversed = use.hasPrefix("reverse")
    let x = Self.inputs(isReversed ? Self.taken.reversed() : Self.taken)
    let found = try Self.answer(use, ", when: marks", x)
    let order = isReversed ? x.reversed() : x
    let taken = order.filter { $0[3] != 0 }
    var answers = try Self.answer(use, "", isReversed ? taken.reversed() : taken)
    if isReversed { answers.reverse() }
    // A state is there before the first step; any other answer is 0.
    var latest = [Double](repeating: 0, count: 4)
    var expected = order.map { step in
      if step[3] != 0 { latest = answers.removeFirst() }
      return latest
    }
    if isReversed { expected.reverse() }
    #expect(Self.differ(found, expected) < 1e-12)
    #expect(Self.differ(found, try Self.answer(use, "", x)) > 1e-3)
  }

  /// Before the first step that is taken the answer is the state that there is.
  @Test func theFirstStateIsHeld() throws {
    let x = Self.inputs([0, 0, 1])
    let found = try Self.answer("GRU(4, h: 0.75%)", ", when: marks", x)
    #expect(found[0] == [0.75, 0.75, 0.75, 0.75])
    #expect(found[1] == found[0])
    #expect(found[2] != found[0])
  }

  /// Inside a block that makes a sequence, and inside a cell, marks are those of its step.
  @Test func marksStandInsideOfSteps() throws {
    let graph = try Spec.graph(
      """
      \(Self.cells)
      cell Within(H)(x: [X]) {
        state n: []
        n'    = 1 - n
        inner = Shows(H, when: n', reset: n' == 0)(x)
        output inner
      }
      model M {
        input x: sequence(6) of [3]
        output y = Within(4)(x)
        output t: sequence of token(5) = generate(from: 0, atMost: 6) { previous in
          d = Holds(4, reset: 1, when: previous != 2)(embedding(previous, 3))
          argmax(dense(d, 5))
        }
      }
      """)
    var random = LinearCongruential(state: 5)
    let x = random.tensor([6, 3])
    let own = Spec.randomWeights(graph)
    let answers = try Interpreter(graph, weights: own).evaluate(["x": x])
    try expectTokensOfOneStep(answers["t"]!.elements, own)
    let answer = answers["y"]!
    // Odd steps are left out, with all states as before the first.
    let plain = try Spec.graph(
      """
      \(Self.cells)
      model M {
        input x: sequence(1) of [3]
        output y = Shows(4)(x)
      }
      """)
    var weights: [String: Tensor] = [:]
    for (path, tensor) in Spec.randomWeights(graph) where path.hasPrefix("y.inner.") {
      weights["y." + path.dropFirst("y.inner.".count)] = tensor
    }
    let interpreter = try Interpreter(plain, weights: weights)
    for step in 0..<6 {
      let own = Array(answer.elements[4 * step..<4 * step + 4])
      if step % 2 == 1 {
        #expect(own == [0, 0, 0, 0])
        continue
      }
      let input = Tensor(shape: [1, 3], elements: Array(x.elements[3 * step..<3 * step + 3]))
      let expected = try interpreter.evaluate(["x": input])["y"]!.elements
      #expect(Self.differ([own], [expected]) < 1e-12)
    }
  }

  /// A block whose cell begins anew at each step chooses by the token before alone, and by the first state where
  /// that is left out.
  private func expectTokensOfOneStep(_ tokens: [Double], _ weights: [String: Tensor]) throws {
    let graph = try Spec.graph(
      """
      \(Self.cells)
      model M {
        input p: sequence(1) of token(5)
        d = Holds(4)(embedding(p, 3))
        output t: sequence(1) of token(5) = argmax(dense(where(p == 2, 0 * d, d), 5))
      }
      """)
    var moved: [String: Tensor] = [:]
    for weight in graph.weights {
      let path = weight.path.hasPrefix("t.") ? weight.path : "t.\(weight.path)"
      let tensor: Tensor = try #require(weights[path], "\(path) of \(weights.keys.sorted())")
      moved[weight.path] = tensor
    }
    let interpreter = try Interpreter(graph, weights: moved)
    for (previous, token) in zip([0] + tokens, tokens) {
      #expect(try interpreter.evaluate(["p": .vector([previous])])["t"]!.elements == [token])
    }
    try #require(Set(tokens).count > 1)
  }
}
