import Testing

@testable import RecurGraph

/// The values at which the error of less precise products shows.
@Suite struct LayerTests {
  @Test func aLayerIsNamedByThePathOfItsWeights() throws {
    let graph = try Graph(
      parsing: """
        graph Layers {
          input %0 x: sequence(x) of [3]
          weight %1 cell.W: [2, 3]
          weight %2 cell.U: [2, 2]
          weight %3 out.weight: [4, 2]
          weight %4 out.bias: [4]
          weight %5 gate.weight: [4, 2]
          %6 = constant 0 : [2]
          %7, %8 = scan(inputs forward; states 1; outputs forward) %0, %6 { (%9: [3], %10: [2])
            %11 = product %1, %9 : [2]
            %12 = product %2, %10 : [2]
            %13 = add %11, %12 : [2]
            %14 = tanh %13 : [2] "h'"
            yield %14, %14
          } : [2], sequence(x) of [2] "h"
          %15 = product %3, %8 : sequence(x) of [4]
          %16 = add %15, %4 : sequence(x) of [4]
          %17 = product %5, %8 : sequence(x) of [4]
          %18 = multiply %16, %17 : sequence(x) of [4] "gated"
          output y = %18
        }
        """)
    let layers = graph.layers
    #expect(layers.map(\.name) == ["cell", "out", "gate", "gated"])
    #expect(layers.map(\.value.number) == [14, 16, 17, 18])
    let tensors: [String: Tensor] = [
      "cell.W": Tensor(shape: [2, 3], repeating: 0.25),
      "out.bias": Tensor(shape: [4], repeating: 1),
      "cell.U": Tensor(shape: [2, 2], repeating: 0.5),
      "out.weight": Tensor(shape: [4, 2], repeating: 1),
      "gate.weight": Tensor(shape: [4, 2], repeating: 2),
    ]
    let trace = try Interpreter(graph, weights: tensors).trace(
      ["x": Tensor(shape: [5, 3], repeating: 1)], of: Set(layers.map(\.value)))
    // A cell's value once a step, the others once as whole sequences.
    #expect(layers.map { trace.values[$0.value]!.count } == [5, 1, 1, 1])
  }

  /// Rows and vectors in steps of a 127th of the greatest magnitude, an even number of them where two are
  /// equally near.
  @Test func eightBitsAreStepsOfTheGreatest() throws {
    let graph = try Graph(
      parsing: """
        graph Product {
          input %0 x: [3]
          weight %1 W: [2, 3]
          %2 = product %1, %0 : [2]
          output y = %2
        }
        """)
    // Steps of 1: 127, -3 (from 2.5, whose even neighbour is 2, and -2.6) and of 1/2: 63.5, 1, 0.
    let weights = Tensor(shape: [2, 3], elements: [127, 2.5, -2.6, 63.5, 1, 0.2])
    let interpreter = try Interpreter(graph, weights: ["W": weights], precision: .int8)
    let answer = try interpreter.evaluate(["x": .vector([254, 3, -1.2])])
    // The vector in steps of 2: 254, 4 (from 1.5 steps), -2 (from 0.6).
    let expected: [Double] = [32_258 + 8 + 6, 16_129 + 4]
    #expect(answer["y"]!.elements == expected)
    let bad = try interpreter.evaluate(["x": .vector([.infinity, 3, 0])])
    let isNothing = bad["y"]!.elements.allSatisfy { $0.isNaN }
    #expect(isNothing)
    let tiny = try interpreter.evaluate(["x": .vector([0x1p-101, 0, 0])])
    #expect(tiny["y"]!.elements == [0, 0])
  }
}
