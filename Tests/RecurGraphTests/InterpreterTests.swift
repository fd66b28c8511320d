import Foundation
import Testing

@testable import RecurGraph

/// Graphs against the formulas that they stand for, written out in Swift.
@Suite struct InterpreterTests {
  /// Evaluates `text` and gives the elements of the output `name`.
  private func evaluate(
    _ text: String, _ inputs: [String: Tensor], weights: [String: Tensor] = [:],
    output name: String = "y"
  ) throws -> [Double] {
    let interpreter = try Interpreter(Graph(parsing: text), weights: weights)
    return try #require(try interpreter.evaluate(inputs)[name]).elements
  }

  /// Evaluates one node on the vector `x` = (1, -2, 3) and the sequence `s` = (1, 2), (3, 4), (5, 6).
  private func evaluate(node: String, result: String) throws -> [Double] {
    try evaluate(
      """
      graph G {
        input %0 x: [3]
        input %1 s: sequence(s) of [2]
        input %2 t: token(3)
        %3 = \(node) : \(result)
        output y = %3
      }
      """,
      [
        "x": .vector([1, -2, 3]), "t": .scalar(2),
        "s": Tensor(shape: [3, 2], elements: [1, 2, 3, 4, 5, 6]),
      ])
  }

  @Test(arguments: [
    ("add %0, %0", "[3]", [2, -4, 6]),
    ("max %0, %0", "[3]", [1, -2, 3]),
    ("negate %1", "sequence(s) of [2]", [-1, -2, -3, -4, -5, -6]),
    ("sum %0", "[]", [2]),
    ("sum %1", "sequence(s) of []", [3, 7, 11]),
    ("maximum %0", "[]", [3]),
    ("argmax %0", "token(3)", [2]),
    ("argmax %1", "sequence(s) of token(2)", [1, 1, 1]),
    ("slice 1 count 2 %0", "[2]", [-2, 3]),
    ("slice 1 count 1 %1", "sequence(s) of [1]", [2, 4, 6]),
    ("concatenate %0, %0", "[6]", [1, -2, 3, 1, -2, 3]),
    ("concatenate %1, %0", "sequence(s) of [5]", [1, 2, 1, -2, 3, 3, 4, 1, -2, 3, 5, 6, 1, -2, 3]),
    ("element first %1", "[2]", [1, 2]),
    ("element last %1", "[2]", [5, 6]),
    ("element 1 %1", "[2]", [3, 4]),
    ("reverse %1", "sequence(s) of [2]", [5, 6, 3, 4, 1, 2]),
    ("sequence %0, %0", "sequence(2) of [3]", [1, -2, 3, 1, -2, 3]),
    ("constant 0.5", "[2, 2]", [0.5, 0.5, 0.5, 0.5]),
  ])
  func operations(node: String, result: String, expected: [Double]) throws {
    #expect(try evaluate(node: node, result: result) == expected)
  }

  @Test func argmaxIsTheFirstOfEquals() throws {
    let text = "graph G { input %0 x: [4] %1 = argmax %0 : token(4) output y = %1 }"
    #expect(try evaluate(text, ["x": .vector([1, 7, 7, 2])]) == [1])
  }

  @Test func productAndGather() throws {
    let text = """
      graph G {
        input %0 x: sequence(x) of [3]
        input %1 t: sequence(t) of token(2)
        weight %2 w: [2, 3]
        %3 = product %2, %0 : sequence(x) of [2]
        %4 = gather %2, %1 : sequence(t) of [3]
        output y = %3
        output e = %4
      }
      """
    let inputs = [
      "x": Tensor(shape: [2, 3], elements: [1, 0, 0, 1, 1, -1]), "t": Tensor.vector([1, 0]),
    ]
    let weights = ["w": Tensor(shape: [2, 3], elements: [1, 2, 3, 10, 20, 30])]
    #expect(try evaluate(text, inputs, weights: weights) == [1, 10, 0, 0])
    #expect(
      try evaluate(text, inputs, weights: weights, output: "e") == [10, 20, 30, 1, 2, 3])
  }

  @Test func onehotMarksThePosition() throws {
    let text = """
      graph G {
        input %0 t: sequence(t) of token(3)
        %1 = onehot 4 %0 : sequence(t) of [4]
        output y = %1
      }
      """
    #expect(try evaluate(text, ["t": .vector([2, 0])]) == [0, 0, 1, 0, 1, 0, 0, 0])
  }

  @Test func aScanThreadsItsStateThroughTime() throws {
    let text = scanText(input: "forward", output: "forward")
    #expect(try evaluate(text, ["x": .vector([1, 2, 3])]) == [1, 12, 123])
    #expect(try evaluate(text, ["x": .vector([1, 2, 3])], output: "final") == [123])
    #expect(try evaluate(text, ["x": .vector([])]) == [])
    #expect(try evaluate(text, ["x": .vector([])], output: "final") == [0])
  }

  @Test func directionsAreThoseOfReadingAndWriting() throws {
    let x = Tensor.vector([1, 2, 3])
    #expect(
      try evaluate(scanText(input: "backward", output: "backward"), ["x": x]) == [321, 32, 3])
    #expect(
      try evaluate(scanText(input: "backward", output: "forward"), ["x": x]) == [3, 32, 321])
    #expect(
      try evaluate(scanText(input: "forward", output: "backward"), ["x": x]) == [123, 12, 1])
  }

  /// h' = 10 h + x.
  private func scanText(input: String, output: String) -> String {
    """
    graph G {
      input %0 x: sequence(x) of []
      %1 = constant 0 : []
      %2 = constant 10 : []
      %3, %4 = scan(inputs \(input); states 1; outputs \(output); unroll 2) %0, %1 { (%5: [], %6: [])
        %7 = multiply %2, %6 : []
        %8 = add %7, %5 : []
        yield %8, %8
      } : [], sequence(x) of []
      output y = %4
      output final = %3
    }
    """
  }

  @Test(arguments: [
    (until: "5", atMost: 20, expected: [1, 2, 3, 4]),
    (until: "5", atMost: 3, expected: [1, 2, 3]),
    (until: "1", atMost: 20, expected: []),
    (until: "none", atMost: 7, expected: [1, 2, 3, 4, 5, 0, 1]),
  ])
  func generationFeedsItsTokenBack(until: String, atMost: Int, expected: [Double]) throws {
    // The table is a permutation: the row of token t is greatest at t + 1, modulo 6.
    let text = """
      graph G {
        weight %0 w: [6, 6]
        %1 = generate(from 0; until \(until); atMost \(atMost); states 0) { (%2: token(6))
          %3 = gather %0, %2 : [6]
          %4 = argmax %3 : token(6)
          yield %4
        } : sequence(y) of token(6)
        output y = %1
      }
      """
    let rows = (0..<6).flatMap { row in (0..<6).map { $0 == (row + 1) % 6 ? 1.0 : 0 } }
    let weights = ["w": Tensor(shape: [6, 6], elements: rows)]
    #expect(try evaluate(text, [:], weights: weights) == expected)
  }

  @Test func generationKeepsStates() throws {
    // The state counts steps; the token is 1 until the state exceeds 2.5, then 0.
    let text = """
      graph G {
        input %0 h: []
        %1 = constant 1 : [1]
        %2 = constant 2.5 : [1]
        %3 = generate(from 1; until 0; atMost 9; states 1) %0 { (%4: token(2), %5: [])
          %6 = add %5, %1 : [1]
          %7 = sum %6 : []
          %8 = subtract %2, %6 : [1]
          %9 = negate %8 : [1]
          %10 = concatenate %9, %8 : [2]
          %11 = argmax %10 : token(2)
          yield %11, %7
        } : sequence(y) of token(2)
        output y = %3
      }
      """
    #expect(try evaluate(text, ["h": .scalar(0)]) == [1, 1])
    #expect(try evaluate(text, ["h": .scalar(-2)]) == [1, 1, 1, 1])
  }

  @Test func aKernelIsItsRegion() throws {
    let found = try Interpreter(
      Graph(parsing: Samples.kernel),
      weights: [
        "w": Tensor(shape: [6, 4], elements: (0..<24).map(Double.init)), "b": .vector([1, 2, 3]),
      ]
    ).evaluate(["x": .vector([1, 0, 0, 1])])
    // Rows of w times x: 3, 11, 19, 27, 35, 43.
    #expect(found["y"]?.elements == [1 - 27, 1 - 35, 1 - 43])
    #expect(found["z"]?.elements == [3 + 1, 11 + 2, 19 + 3])
  }
}
