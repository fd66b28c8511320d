import CRecurSIMD
import Testing

/// exp, tanh and sigmoid over all floats, the latter also in their fast forms: their error, that they
/// never fall, and that they are exact where they end, between which they then stay. The files of this suite are compiled for each instruction set with the forms that
/// are emitted for it.
@Suite(.enabled(if: runsHere), .serialized) struct MathSweepTests {
  private func sweep<Function: SweptFunction>(
    _ function: Function.Type, units: Double = .infinity, absolute: Double, subnormal: Double = 0
  ) {
    let found = MathSweep(function)
    #expect(found.worstUnits <= units, "at about \(found.worstArgument)")
    #expect(found.worstAbsolute <= absolute)
    #expect(found.worstSubnormal <= subnormal)
    #expect(found.descents == 0, "as at \(found.descentArgument)")
    #expect(found.wrongEnds == 0)
    #expect(found.wrongNear == 0)
  }

  @Test func exponential() {
    // What is less than any normal number is 0.
    sweep(SweptExponential.self, units: 1.07, absolute: 5.4e-8, subnormal: 1.18e-38)
  }

  @Test func hyperbolicTangent() {
    sweep(SweptTangent.self, units: 1.43, absolute: 8.5e-8)
  }

  @Test func sigmoidFunction() {
    sweep(SweptSigmoid.self, units: 1.95, absolute: 9e-8, subnormal: 4.2e-39)
  }

  /// What `--activations fast` promises; what is less than any normal number may be 0.
  @Test func fastHyperbolicTangent() {
    sweep(SweptFastTangent.self, absolute: 5e-7, subnormal: 1.18e-38)
  }

  @Test func fastSigmoidFunction() {
    sweep(SweptFastSigmoid.self, absolute: 2.5e-7, subnormal: 1.18e-38)
  }
}
