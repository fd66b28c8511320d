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
    _ name: String, ignoring ignored: Double = 0, _ function: (F32x16) -> F32x16,
    _ truth: (Double) -> Double
  ) -> (positive: MathAccuracy, negative: MathAccuracy, worst: Double) {
    let positive = MathAccuracy(
      0, through: 0x7fff_ffff, by: Self.step, ignoring: ignored, function, against: truth)
    let negative = MathAccuracy(
      0x8000_0000, through: 0xffff_ffff, by: Self.step, ignoring: ignored, function,
      against: truth)
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

  /// NaN beyond 100,000. Next to a multiple of pi the error is absolute.
  @Test(arguments: ["sin", "cos"]) func circularFunctions(_ name: String) {
    let truth: (Double) -> Double = name == "sin" ? { Foundation.sin($0) } : { Foundation.cos($0) }
    var greatest: Float = 0
    let found = measure(name, ignoring: 1e-11) { x in
      let y = name == "sin" ? sin(x) : cos(x)
      for lane in 0..<16 where y[lane].magnitude > greatest { greatest = y[lane].magnitude }
      return y
    } _: {
      abs($0) <= 100_000 ? truth($0) : .nan
    }
    #expect(found.worst <= 2)
    #expect(greatest == 1)
    #expect(sin(F32x16.zero)[0] == 0 && cos(F32x16.zero)[0] == 1)
  }

  @Test func rounding() {
    let found = measure("floor", { floor($0) }, { $0.rounded(.down) })
    #expect(found.worst == 0 && found.positive.worstSubnormal + found.negative.worstSubnormal == 0)
    #expect(floor(F32x16(repeating: -0.0))[0].sign == .minus)
    #expect(floor(F32x16(repeating: 0.9))[0].sign == .plus)
  }

  private static let special: [Float] = [
    -.infinity, -2, -1, -.leastNonzeroMagnitude, -0.0, 0, .leastNonzeroMagnitude, 1, 1.0000001, 3,
    .infinity, .nan,
  ]

  /// At every width, over all pairs of special numbers.
  @Test func comparisons() {
    for a in Self.special {
      for b in Self.special {
        let (a4, b4) = (F32x4(repeating: a), F32x4(repeating: b))
        let (a8, b8) = (F32x8(repeating: a), F32x8(repeating: b))
        let (a16, b16) = (F32x16(repeating: a), F32x16(repeating: b))
        func agree(_ x: F32x4, _ y: F32x8, _ z: F32x16, _ expected: Float) {
          let bits = expected.bitPattern
          #expect(x[3].bitPattern == bits && y[7].bitPattern == bits && z[15].bitPattern == bits)
        }
        agree(less(a4, b4), less(a8, b8), less(a16, b16), a < b ? 1 : 0)
        agree(
          lessOrEqual(a4, b4), lessOrEqual(a8, b8), lessOrEqual(a16, b16), a <= b ? 1 : 0)
        agree(equal(a4, b4), equal(a8, b8), equal(a16, b16), a == b ? 1 : 0)
        agree(notEqual(a4, b4), notEqual(a8, b8), notEqual(a16, b16), a != b ? 1 : 0)
        agree(
          select(a4, b4, a4), select(a8, b8, a8), select(a16, b16, a16), a == 0 ? a : b)
      }
    }
  }

  private static func values(_ x: F32x16) -> [F32x16] {
    [
      exp(x), log(x), tanh(x), sigmoid(x), erf(x), sqrt(x), fastTanh(x), fastSigmoid(x), floor(x),
      sin(x), cos(x),
    ]
  }

  private static func values(_ x: F32x8) -> [F32x8] {
    [
      exp(x), log(x), tanh(x), sigmoid(x), erf(x), sqrt(x), fastTanh(x), fastSigmoid(x), floor(x),
      sin(x), cos(x),
    ]
  }

  private static func values(_ x: F32x4) -> [F32x4] {
    [
      exp(x), log(x), tanh(x), sigmoid(x), erf(x), sqrt(x), fastTanh(x), fastSigmoid(x), floor(x),
      sin(x), cos(x),
    ]
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
