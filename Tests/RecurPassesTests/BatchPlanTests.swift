import RecurGraph
import RecurPasses
import Testing

/// A batch multiplies the inputs of a scan in front of it only where that spares few rows reading much.
@Suite struct BatchPlanTests {
  /// A cell of `units` inputs and units.
  static func cell(_ units: Int) -> String {
    """
    graph Cell {
      input %0 x: sequence(x) of [\(units)]
      weight %1 h.W: [\(units), \(units)]
      weight %2 h.U: [\(units), \(units)]
      %3 = constant 0 : [\(units)]
      %4, %5 = scan(inputs forward; states 1; outputs forward) %0, %3 { (%6: [\(units)], %7: [\(units)])
        %8 = product %1, %6 : [\(units)]
        %9 = product %2, %7 : [\(units)]
        %10 = add %8, %9 : [\(units)]
        %11 = tanh %10 : [\(units)]
        yield %11, %11
      } : [\(units)], sequence(x) of [\(units)]
      output y = %5
    }

    """
  }

  @Test(arguments: [
    // Two matrices of 1024 by 1024 are 8 MB, in bytes 2 MB; of 256 by 256 0.5 MB.
    (8, 1024, Precision.f32, true), (15, 1024, .int8, true), (16, 1024, .f32, false),
    (8, 256, .f32, false), (8, 512, .f32, true), (8, 512, .int8, false),
  ])
  func fewRowsTakeLargeProjectionsOut(
    _ rows: Int, _ units: Int, _ precision: Precision, _ isOut: Bool
  ) throws {
    let graph = try Graph(parsing: Self.cell(units))
    let rewritten = try Pass.run(Pass.batchPlan(rows: rows, precision), on: graph)
    try rewritten.verify()
    let isInFront = rewritten.body.nodes.contains {
      if case .kernel = $0.operation { true } else { false }
    }
    #expect(isInFront == isOut)
  }
}
