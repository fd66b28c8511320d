import CRecurSIMD
import Foundation
import Testing

/// Every function against `Double`, over one float in 1,009 (a prime) or, with RECUR_EXHAUSTIVE set,
/// over all of them. The bounds hold with and without fused multiply-adds: this file is compiled
/// both ways.
@Suite(.enabled(if: runsHere)) struct MathAccuracyTests {
  private static let isExhaustive =
    ProcessInfo.processInfo.environment["RECUR_EXHAUSTIVE"] != nil
  private static let step: UInt32 = isExhaustive ? 1 : 1_009

  /// Positive arguments, then negative ones, both with infinity and NaN, in order of magnitude.
  private func measure(
    _ name: String, _ function: (F32x16) -> F32x16, _ truth: (Double) -> Double
  ) -> (positive: MathAccuracy, negative: MathAccuracy, worst: Double) {
    let positive = MathAccuracy(
      0, through: 0x7fff_ffff, by: Self.step, function, against: truth)
    let negative = MathAccuracy(
      0x8000_0000, through: 0xffff_ffff, by: Self.step, function, against: truth)
    for half in [positive, negative] {
      print(
        "\(name): \(half.worstUnits) ulp at \(half.worstArgument), below normal",
        "\(half.worstSubnormal), descends \(half.worstDescent) ulp")
    }
    #expect(positive.exceptionsAgree && negative.exceptionsAgree)
    return (positive, negative, Swift.max(positive.worstUnits, negative.worstUnits))
  }

  @Test func exponential() {
    let found = measure("exp", { exp($0) }, { Foundation.exp($0) })
    #expect(found.worst <= 1.5)
    #expect(found.negative.worstSubnormal <= 1.18e-38)
  }

  @Test func logarithm() {
    let found = measure("log", { log($0) }, { Foundation.log($0) })
    #expect(found.worst <= 1.5)
  }

  @Test func hyperbolicTangent() {
    let found = measure("tanh", { tanh($0) }, { Foundation.tanh($0) })
    #expect(found.worst <= 2.3)
  }

  @Test func sigmoidFunction() {
    let found = measure("sigmoid", { sigmoid($0) }, { 1 / (1 + Foundation.exp(-$0)) })
    #expect(found.worst <= 2.3)
    #expect(found.negative.worstSubnormal <= 1.18e-38)
  }

  @Test func errorFunction() {
    let found = measure("erf", { erf($0) }, { Foundation.erf($0) })
    #expect(found.worst <= 5)
  }

  @Test func squareRoot() {
    let found = measure("sqrt", { sqrt($0) }, { $0.squareRoot() })
    #expect(found.worst <= 0.5001)
  }
}

/// Whether this CPU runs what the target was compiled for: with AVX2 if it has fused arithmetic.
private var runsHere: Bool {
  #if arch(x86_64)
    RECUR_FUSED == 0 || recur_cpu_level() >= RECUR_CPU_X86_64_V3
  #else
    true
  #endif
}
