import RecurGraph
import Testing

@testable import RecurLanguage

/// Every cell of the prelude, through the interpreter, answers as its paper's equations do.
@Suite struct PreludeCellTests {
  static let cells =
    PlainCell.simple + PlainCell.long + PlainCell.gated + PlainCell.linear + PlainCell.matrices
    + PlainCell.pooling
    + PlainCell.random

  /// The bound on the difference: both sides compute in `Double`, in orders of their own.
  static let tolerance = 1e-12

  @Test(arguments: (cells + PlainCell.options).map(\.use))
  func answersAsItsEquations(_ use: String) throws {
    let cell = try #require((Self.cells + PlainCell.options).first { $0.use == use })
    let steps = 10
    let width = max(cell.inputs, 1)
    let graph = try Spec.graph(
      """
      model Uses {
        input x: sequence(\(steps)) of [\(cell.inputs == 0 ? "" : "\(cell.inputs)")]
        \(cell.isAttended ? "input attention: sequence(\(steps)) of []" : "")
        output y = \(cell.use)(x\(cell.isAttended ? ", attention" : ""))
      }
      """)
    let weights = Spec.randomWeights(graph)
    var random = LinearCongruential(state: 11)
    var given = [
      "x": Tensor(
        shape: [steps] + (cell.inputs == 0 ? [] : [cell.inputs]),
        elements: (0..<steps * width).map { _ in
          2 * random.next()
        })
    ]
    var inputs = (0..<steps).map {
      Array(given["x"]!.elements[$0 * width..<($0 + 1) * width])
    }
    if cell.isAttended {
      given["attention"] = random.tensor([steps])
      inputs = zip(inputs, given["attention"]!.elements).map { $0 + [$1] }
    }
    let outputs = try Interpreter(graph, weights: weights).evaluate(given)
    let expected = cell.run(PlainWeights(weights, at: "y"), inputs).flatMap(\.self)
    let found = try #require(outputs["y"]).elements
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= Self.tolerance * max(1, abs(b))) }
  }

  /// The prelude has no cell without such equations.
  @Test func everyCellHasEquations() throws {
    let (spec, _) = Parser.parse(Lexer.tokens(of: Prelude.text, file: Prelude.path).tokens)
    let others = AttentionTests.cells
    #expect((Self.cells.map(\.name) + others).sorted() == spec.cells.map(\.name.text).sorted())
  }
}
