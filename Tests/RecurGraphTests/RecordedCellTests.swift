import RecurTestSupport
import Testing

@testable import RecurGraph

/// The interpreter against ONNX Runtime, which computes in Float: they agree to 1e-6.
@Suite struct RecordedCellTests {
  @Test(arguments: try RecordedCells.load())
  func interpreterAgreesWithONNXRuntime(recorded: RecordedCells.Case) throws {
    let graph = CellEquations.graph(of: recorded)
    #expect(graph.faults() == [])
    let interpreter = try Interpreter(graph, weights: recorded.weightTensors)
    let found = try interpreter.evaluate(recorded.inputTensors)
    #expect(found.keys.sorted() == recorded.outputTensors.keys.sorted())
    for (name, expected) in recorded.outputTensors {
      let tensor = try #require(found[name])
      #expect(tensor.shape == expected.shape)
      for (a, b) in zip(tensor.elements, expected.elements) {
        #expect(abs(a - b) <= 1e-6, "\(name)")
      }
    }
  }
}
