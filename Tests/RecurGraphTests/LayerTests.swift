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

  /// Rows in steps of a 127th of the greatest magnitude, an even number of them where two are equally near,
  /// and vectors in 254 steps of their range, of which the number farthest from zero is a whole number.
  @Test func eightBitsAreStepsOfTheGreatestOrTheRange() throws {
    let interpreter = try product(rows: [[127, 2.5, -2.6], [63.5, 1, 0.2]])
    // Rows in steps of 1: 127, 2, -3, and of 1/2: 127, 2, 0. The vector in steps of 1: 203, 3, -51.
    let expected: [Double] = [127 * 203 + 2 * 3 + 3 * 51, 63.5 * 203 + 3]
    for sign in [1.0, -1] {
      let vector = [203, 3.4, -51].map { $0 * sign }
      let answer = try interpreter.evaluate(["x": .vector(vector)])["y"]!.elements
      #expect(answer == expected.map { $0 * sign })
    }
    for number in [Double.infinity, -.infinity, .nan, -.nan] {
      let answer = try interpreter.evaluate(["x": .vector([number, 3, 0])])["y"]!
      let isNothing = answer.elements.allSatisfy { $0.isNaN }
      #expect(isNothing)
    }
    for number in [0, -0.0, 0x1p-101, -0x1p-101] {
      let answer = try interpreter.evaluate(["x": .vector([number, 0, -0.0])])["y"]!
      #expect(answer.elements == [0, 0])
    }
  }

  /// Zero stays zero, the number farthest from it and its opposite stay, and no number moves by more than
  /// half a 253rd of the range, whatever that is, be it more than the greatest number.
  @Test func vectorsInEightBitsMoveByHalfAStep() throws {
    let count = 14
    let interpreter = try product(
      rows: (0..<count + 2).map { row in (0..<count + 2).map { $0 == row ? 1 : 0 } })
    for range in [0x1p-90, 0.3, 1, 0x1.fffffep127, 0x1.cp128] {
      // From one-sided to one-sided, through ends in the middle between two steps.
      for halfSteps in 0...508 {
        let lower = -range * Double(halfSteps) / 508
        let numbers = (0..<count).map { lower + range * Double($0) / Double(count - 1) }
        let vector = [0, -0.0] + numbers.map { Float($0) }
        guard vector.allSatisfy(\.isFinite) else { continue }
        let exact = vector.map { Double($0) }
        let answer = try interpreter.evaluate(["x": .vector(exact)])["y"]!.elements
        let bound = range / 253 / 2
        #expect(answer.prefix(2) == [0, 0])
        if halfSteps >= 254 { #expect(abs(answer[2] / exact[2] - 1) < 0x1p-22) }
        if halfSteps <= 254 { #expect(abs(answer.last! / exact.last! - 1) < 0x1p-22) }
        for (number, exact) in zip(answer, exact) {
          let isNear = abs(number - exact) <= bound
          #expect(isNear, "\(number), not \(exact), of \(range) from \(lower)")
        }
      }
    }
  }

  /// An interpreter of the product of a matrix and an input at 8 bits.
  private func product(rows: [[Double]]) throws -> Interpreter {
    let (height, width) = (rows.count, rows[0].count)
    let graph = try Graph(
      parsing: """
        graph Product {
          input %0 x: [\(width)]
          weight %1 W: [\(height), \(width)]
          %2 = product %1, %0 : [\(height)]
          output y = %2
        }
        """)
    let matrix = Tensor(shape: [height, width], elements: rows.flatMap(\.self))
    return try Interpreter(graph, weights: ["W": matrix], precision: .int8)
  }
}
