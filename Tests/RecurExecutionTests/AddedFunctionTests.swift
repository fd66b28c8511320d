import Foundation
import RecurBuildSupport
import RecurEmit
import RecurGraph
import RecurPasses
import RecurTestSupport
import RecurWeights
import Testing

@testable import RecurCompiler

/// One file adds an elementwise function, or a reduction: nothing in the graph, the passes, the schedule and
/// the emitted code has to know of it.
@Suite struct AddedFunctionTests {
  @Test func oneFileAddsAFunctionOrAReduction() throws {
    let graph = Self.graph
    let name = try #require(HostTargets.names.last)
    let options = EmissionOptions(target: try #require(TargetDescription.named(name)))
    let model = CompiledModel(
      name: "Squashes", documentation: "", cells: [], lowered: graph,
      sequence: try Pass.run(Pass.sequencePlan, on: graph),
      stream: try Pass.run(Pass.streamPlan, on: graph), notCausal: nil, batch: nil,
      signature: signature(of: graph, ""), training: nil)
    let spec = CompiledSpec(
      fileName: "Squashes.recur", models: [model], sizes: [], warnings: { _ in "" })
    let built = try BuiltModels([spec], options)
    var random = SplitMix(seed: 4)
    let weights = random.weights(of: graph)
    let inputs = random.inputs(of: graph, steps: 9)
    let answers = try built.answer(model, weights: weights, inputs: inputs)
    for (name, expected) in try Interpreter(graph, weights: weights).evaluate(inputs) {
      let found = try #require(answers[name]).numbers()
      #expect(found.count == expected.elements.count)
      for (a, b) in zip(found, expected.elements) {
        #expect(abs(a - b) <= ExecutionTests.tolerance)
      }
    }
  }

  /// h' = softsign(W x + U h) and the range of each.
  private static var graph: Graph {
    var builder = GraphBuilder(name: "Squashes")
    let x = builder.input(
      Input(name: "x"), TensorType(shape: [5], length: .variable("x")))
    let w = builder.weight(Weight(path: "W"), .real(19, 5))
    let u = builder.weight(Weight(path: "U"), .real(19, 19))
    let zero = builder.constant(0, .real(19))
    let parameters = builder.openRegion([.real(5), .real(19)])
    let sum = builder.append(
      .elementwise(.add),
      [
        builder.append(.product, [w, parameters[0]]), builder.append(.product, [u, parameters[1]]),
      ])
    let next = builder.append(.elementwise(.softsign), [sum])
    let region = builder.closeRegion(yielding: [next, next])
    let made = builder.scan([(x, .forward)], states: [zero], outputs: [.forward], region: region)
    builder.output(Output(name: "y"), made.outputs[0])
    builder.output(
      Output(name: "range"), builder.append(.reduce(.range), [made.outputs[0]]))
    return builder.graph
  }
}
