import RecurGraph
import RecurTestSupport
import Testing

/// The prelude's cells against ONNX Runtime, which computes in Float: they agree to 1e-6.
@Suite struct RecordedPreludeTests {
  @Test(arguments: try RecordedCells.load())
  func thePreludeAgreesWithONNXRuntime(recorded: RecordedCells.Case) throws {
    let graph = try Spec.graph(spec(for: recorded))
    let interpreter = try Interpreter(graph, weights: recorded.weightTensors)
    let found = try interpreter.evaluate(recorded.inputTensors)
    for (name, expected) in recorded.outputTensors where found[name] != nil {
      let tensor = try #require(found[name])
      #expect(tensor.shape == expected.shape)
      for (a, b) in zip(tensor.elements, expected.elements) {
        #expect(abs(a - b) <= 1e-6, "\(name)")
      }
    }
    #expect(found["y"] != nil)
  }

  /// A model of one layer `h` with the recorded inputs.
  private func spec(for recorded: RecordedCells.Case) -> String {
    var cell = recorded.name
    let states = recorded.inputTensors.keys.filter { $0 != "x" }.sorted()
    let given = states.map { "\($0.dropFirst(8)): \($0)" }.joined(separator: ", ")
    var layer = "CELL(4, \(given))"
    var finals = states.map { "final_\($0.dropFirst(8)): [4] = h.final.\($0.dropFirst(8))" }
    if cell.hasSuffix("Reverse") {
      cell.removeLast(7)
      layer = "reverse(\(layer))"
    } else if cell.hasSuffix("Bidirectional") {
      cell.removeLast(13)
      layer = "bidirectional(CELL(4))"
      finals = []
    }
    let inputs = states.map { "  input \($0): [4]\n" }.joined()
    let outputs = finals.map { "  output \($0)\n" }.joined()
    let width = recorded.outputTensors["y"]?.shape[1] ?? 0
    return """
      model Recorded {
        input x: sequence of [3]
      \(inputs)
        h = \(layer.replacing("CELL", with: cell))(x)
        output y: sequence of [\(width)] = h
      \(outputs)
      }
      """
  }
}
