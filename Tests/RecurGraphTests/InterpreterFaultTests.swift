import Testing

@testable import RecurGraph

/// What the interpreter says to wrong inputs and weights.
@Suite struct InterpreterFaultTests {
  private let weights: [String: Tensor] = [
    "h.W": Tensor(shape: [3, 4], repeating: 0), "h.U": Tensor(shape: [3, 3], repeating: 0),
    "y.weight": Tensor(shape: [1, 3], repeating: 0), "y.bias": Tensor(shape: [1], repeating: 0),
  ]

  private func message(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return "\(error)" }
  }

  @Test func weightsMustBeThoseOfTheGraph() throws {
    let graph = try Graph(parsing: Samples.forecast)
    var missing = weights
    missing["h.U"] = nil
    #expect(
      message { _ = try Interpreter(graph, weights: missing) }
        == "the weight 'h.U' is missing")
    var extra = weights
    extra["h.V"] = .scalar(0)
    #expect(
      message { _ = try Interpreter(graph, weights: extra) } == "there is no weight 'h.V'")
    var misshapen = weights
    misshapen["h.U"] = Tensor(shape: [9], repeating: 0)
    #expect(
      message { _ = try Interpreter(graph, weights: misshapen) }
        == "the weight 'h.U' is [3, 3], not a tensor of shape [9]")
  }

  @Test(
    arguments: [
      ([:], "the input 'x' is missing"),
      (["z": .scalar(0)], "there is no input 'z'"),
      (
        ["x": Tensor(shape: [4], repeating: 0)],
        "the input 'x' is sequence(x) of [4], not a tensor of shape [4]"
      ),
      (["x": .scalar(0)], "the input 'x' is sequence(x) of [4], not a tensor of shape []"),
    ] as [([String: Tensor], String)])
  func inputsMustBeThoseOfTheGraph(inputs: [String: Tensor], expected: String) throws {
    let interpreter = try Interpreter(Graph(parsing: Samples.forecast), weights: weights)
    #expect(message { _ = try interpreter.evaluate(inputs) } == expected)
  }

  @Test(arguments: [5, -1, 0.5, Double.nan, 1e300])
  func tokensMustBeInRange(token: Double) throws {
    let interpreter = try Interpreter(
      Graph(parsing: Samples.pronounce),
      weights: [
        "letters.weight": Tensor(shape: [5, 2], repeating: 0),
        "phonemes.weight": Tensor(shape: [4, 2], repeating: 0),
      ])
    #expect(
      message { _ = try interpreter.evaluate(["word": .vector([4, token])]) }
        == "the input 'word' holds \(Operation.text(token)) at position 1, which is not a token "
        + "out of 5")
  }

  @Test func anEmptySequenceHasNoLastElement() throws {
    let graph = try Graph(
      parsing: """
        graph G {
          input %0 x: sequence(x) of [2]
          %1 = element last %0 : [2]
          output y = %1
        }
        """)
    #expect(
      message {
        _ = try Interpreter(graph, weights: [:]).evaluate([
          "x": Tensor(shape: [0, 2], elements: [])
        ])
      } == "a sequence of length 0 has no element last")
  }

  @Test func sequencesOfOneLengthMustHaveIt() throws {
    let graph = try Graph(
      parsing: """
        graph G {
          input %0 a: sequence(n) of []
          input %1 b: sequence(n) of []
          %2 = add %0, %1 : sequence(n) of []
          output y = %2
        }
        """)
    #expect(
      message {
        _ = try Interpreter(graph, weights: [:])
          .evaluate(["a": .vector([1, 2]), "b": .vector([1, 2, 3])])
      } == "the inputs 'a' and 'b' have 2 and 3 time steps")
  }

  @Test func illFormedGraphsAreRefused() throws {
    var graph = try Graph(parsing: Samples.forecast)
    graph.body.nodes.removeFirst()
    #expect(throws: InterpreterFault.self) { try Interpreter(graph, weights: weights) }
  }
}
