import RecurGraph
import Testing

/// Specs through the checker, the lowering and the interpreter, against formulas in Swift.
@Suite struct FormulaTests {
  /// The outputs of the model in the case `name`, and formulas over the same random weights.
  private func evaluate(
    _ name: String, _ inputs: [String: Tensor]
  ) throws -> (outputs: [String: Tensor], formulas: Formulas) {
    let graph = try Spec.graph(LoweringGoldenTests.golden.text("\(name).recur"))
    let weights = Spec.randomWeights(graph)
    let outputs = try Interpreter(graph, weights: weights).evaluate(inputs)
    return (outputs, Formulas(weights: weights))
  }

  private func expect(
    _ found: Tensor?, _ expected: [[Double]], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(found, sourceLocation: sourceLocation)
    let flat = expected.flatMap(\.self)
    #expect(found.elements.count == flat.count, sourceLocation: sourceLocation)
    for (a, b) in zip(found.elements, flat) {
      #expect(abs(a - b) < 1e-12, sourceLocation: sourceLocation)
    }
  }

  /// Four steps of three numbers.
  private let x: [[Double]] = [[0.5, -1, 2], [1, 0, -0.5], [0.25, 0.75, -2], [-1, 1, 0]]
  private var xTensor: Tensor { Tensor(shape: [4, 3], elements: x.flatMap(\.self)) }

  @Test func manyToOne() throws {
    let (outputs, f) = try evaluate("many-to-one", ["review": .vector([3, 0, 4, 1, 1])])
    let e = f.embedding("e.weight", [3, 0, 4, 1, 1])
    let forward = f.lstm("h.forward", e, units: 2).h
    let backward = f.lstm("h.backward", e.reversed(), units: 2).h
    let last = forward.last! + backward.last!
    try expect(outputs["label"], [f.softmax(f.dense("label.dense", last))])
  }

  @Test func aStackIsOneScanAfterAnother() throws {
    let (outputs, f) = try evaluate("stack", ["x": xTensor])
    let first = f.lstm("h.0", x, units: 3).h
    let second = f.gru("h.1", first, h: [0, 0])
    try expect(outputs["y"], second.map { f.dense("y", $0) })
  }

  @Test func aReversedCellWritesAtItsOwnTime() throws {
    let (outputs, f) = try evaluate("reverse", ["x": xTensor])
    let backward = f.gru("b", x.reversed(), h: [0, 0])
    try expect(outputs["y"], backward.reversed())
    try expect(outputs["end"], [backward.last!])
    try expect(outputs["turned"], x.reversed())
  }

  @Test func whatIsAheadIsZeroBehindTheEnd() throws {
    let (outputs, _) = try evaluate("ahead", ["x": xTensor])
    let nothing = [0.0, 0, 0]
    try expect(
      outputs["y"],
      zip(x, x.dropFirst() + [nothing]).map { zip($0, $1).map { $0 + 2 * $1 } })
    try expect(outputs["z"], x.map { _ in nothing })
  }

  @Test func statesMayBeGivenAndAskedFor() throws {
    let (outputs, f) = try evaluate("states", ["x": xTensor, "a": .vector([0.5, -0.5])])
    var state = (h: [0.5, -0.5], c: [0.0, 0])
    var cells: [[Double]] = []
    for step in x {
      state = f.lstm("h", step, h: state.h, c: state.c)
      cells.append(state.c)
    }
    try expect(outputs["cells"], cells)
    try expect(outputs["final"], [state.c])
    try expect(outputs["last"], [state.h])
  }

  @Test func anEncoderAndADecoder() throws {
    let (outputs, f) = try evaluate("translate", ["source": .vector([2, 0, 5])])
    let source = f.embedding("e.embedding.weight", [2, 0, 5])
    var h = f.gru("e", source, h: [0, 0, 0]).last!
    var (previous, tokens) = (1, [Double]())
    for _ in 0..<6 {
      let word = f.embedding("target.s.embedding.weight", [previous])[0]
      h = f.gru("target.s", word, h: h)
      previous = f.argmax(f.dense("target.dense", h))
      if previous == 2 { break }
      tokens.append(Double(previous))
    }
    try expect(outputs["target"], [tokens])
  }

  @Test func aCellOfTheUsersOwn() throws {
    let (outputs, f) = try evaluate("user-cell", ["x": xTensor])
    var (h, expected) = ([0.0, 0.0], [[Double]]())
    for step in x {
      let drive = zip(f.product("y.W", step), h).map { max(0, $0 + $1) }
      let norm = drive.map { $0 * $0 }.reduce(0, +)
      h = drive.map { $0 / (1 + norm).squareRoot() }
      expected.append(h.map { 2 * $0 * norm })
    }
    try expect(outputs["y"], expected)
  }

  /// The matrix's columns, as the tokens say, and 1 in the place of the other one.
  @Test func onehot() throws {
    let tokens = [2, 0, 0, 1]
    let (outputs, f) = try evaluate(
      "onehot", ["t": .vector(tokens.map(Double.init)), "one": Tensor(shape: [], elements: [1])])
    let columns = tokens.map { token in
      f.product("y.dense.weight", (0..<4).map { $0 == token ? 1 : 0 })
    }
    try expect(outputs["y"], columns.map { [$0[0], $0[1] + 1] })
  }

  @Test func oneToOne() throws {
    let (outputs, f) = try evaluate("one-to-one", ["x": .vector([1, -2, 0.5])])
    let hidden = f.dense("hidden.dense", [1, -2, 0.5]).map { max($0, 0) }
    let logits = f.dense("class.dense", hidden + [1, -2, 0.5])
    try expect(outputs["class"], [[Double(f.argmax(f.softmax(logits)))]])
  }
}
