import CRecurSIMD
import Foundation
import Testing

/// log, erf and sqrt against `Double`, over one float in 1,009 (a prime) or, with RECUR_EXHAUSTIVE set,
/// over all of them, and what all functions have in common. This file is compiled for each
/// instruction set with the forms that are emitted for it.
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
      let subnormal = half.worstSubnormal
      print("\(name): \(half.worstUnits) ulp at \(half.worstArgument), subnormal \(subnormal)")
    }
    #expect(positive.exceptionsAgree && negative.exceptionsAgree)
    return (positive, negative, Swift.max(positive.worstUnits, negative.worstUnits))
  }

  @Test func logarithm() {
    let found = measure("log", { log($0) }, { Foundation.log($0) })
    #expect(found.worst <= 1)
  }

  @Test func errorFunction() {
    let found = measure("erf", { erf($0) }, { Foundation.erf($0) })
    #expect(found.worst <= 1.5)
  }

  @Test func squareRoot() {
    let found = measure("sqrt", { sqrt($0) }, { $0.squareRoot() })
    #expect(found.worst <= 0.5001)
  }

  private static func values(_ x: F32x16) -> [F32x16] {
    [exp(x), log(x), tanh(x), sigmoid(x), erf(x), sqrt(x), fastTanh(x), fastSigmoid(x)]
  }

  private static func values(_ x: F32x8) -> [F32x8] {
    [exp(x), log(x), tanh(x), sigmoid(x), erf(x), sqrt(x), fastTanh(x), fastSigmoid(x)]
  }

  private static func values(_ x: F32x4) -> [F32x4] {
    [exp(x), log(x), tanh(x), sigmoid(x), erf(x), sqrt(x), fastTanh(x), fastSigmoid(x)]
  }

  /// Lane by lane, 4 and 8 lanes give what 16 give.
  @Test func widthsAgree() {
    for step in 0..<400 {
      let x = F32x16((0..<16).map { (Float(step * 16 + $0) - 3_200) * 0.01 })
      let y = Self.values(x)
      let parts = [x.lowHalf, x.highHalf]
      let halves = parts.map(Self.values)
      let quarters = parts.flatMap { [$0.lowHalf, $0.highHalf] }.map(Self.values)
      for (k, whole) in y.enumerated() {
        for lane in 0..<16 {
          let bits = whole[lane].bitPattern
          #expect(halves[lane / 8][k][lane % 8].bitPattern == bits)
          #expect(quarters[lane / 4][k][lane % 4].bitPattern == bits)
        }
      }
    }
  }

  @Test func levelOfThisCPUIsOneOfThose() {
    let levels = [
      RECUR_CPU_PORTABLE, RECUR_CPU_X86_64_V3, RECUR_CPU_X86_64_V4, RECUR_CPU_X86_64_V4_VNNI,
    ]
    #expect(levels.contains(recur_cpu_level()))
  }

  @Test func exactFunctions() {
    let x = F32x16((0..<16).map { Float($0) - 8 })
    #expect(max(x, .zero) == x.replacing(with: 0, where: x .< 0))
    #expect(min(x, .zero) == x.replacing(with: 0, where: x .> 0))
    #expect(abs(x) == max(x, -x))
    #expect(max(F32x16(repeating: .nan), .zero) == .zero)
    var floats = (0..<20).map(Float.init)
    floats.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      store16(load16(start + 3) + F32x16(repeating: 1), start + 1)
    }
    #expect(floats == [0] + (4..<20).map(Float.init) + [17, 18, 19])
  }
}

/// Whether this CPU runs what the target was compiled for.
var runsHere: Bool { recur_cpu_level() >= requiredLevel }
