import RecurGraph
import Testing

/// A cell inside of a cell answers as its equations written in its place do.
@Suite struct DeepCellTests {
  @Test func aCellInsideACellIsItsEquations() throws {
    let deep = try Spec.graph(
      """
      cell Outer(H)(x: [X]) {
        state  h: [H]
        weight W: [H, X]
        inner = LSTM(H)(W @ x + h)
        h' = tanh(inner - h)
      }
      model M {
        input x: sequence(5) of [3]
        output y = Outer(4)(x)
      }
      """)
    let flat = try Spec.graph(
      """
      cell Outer(H)(x: [X]) {
        state  h, k, c: [H]
        weight W: [H, X]
        weight Wi, Wf, Wg, Wo: [H, H]
        weight Ui, Uf, Ug, Uo: [H, H]
        bias   bi, bf, bg, bo: [H]
        u  = W @ x + h
        c' = sigmoid(Wf @ u + Uf @ k + bf) * c
             + sigmoid(Wi @ u + Ui @ k + bi) * tanh(Wg @ u + Ug @ k + bg)
        k' = sigmoid(Wo @ u + Uo @ k + bo) * tanh(c')
        h' = tanh(k' - h)
      }
      model M {
        input x: sequence(5) of [3]
        output y = Outer(4)(x)
      }
      """)
    let weights = Spec.randomWeights(deep)
    var moved: [String: Tensor] = [:]
    for (path, tensor) in weights { moved[path.replacing(".inner.", with: ".")] = tensor }
    var random = LinearCongruential(state: 3)
    let inputs = ["x": random.tensor([5, 3])]
    let found = try Interpreter(deep, weights: weights).evaluate(inputs)["y"]!
    let expected = try Interpreter(flat, weights: moved).evaluate(inputs)["y"]!
    #expect(found.shape == expected.shape)
    for (a, b) in zip(found.elements, expected.elements) { #expect(abs(a - b) <= 1e-12) }
    #expect(found.elements.contains { abs($0) > 0.01 })
  }
}
