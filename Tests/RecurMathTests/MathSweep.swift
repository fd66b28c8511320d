import CRecurSIMD
import Foundation

/// How far a function is from its true values over every float, and whether it ever falls.
///
/// Beyond 128, where a function has ended, and next to 0, where it is what its value rounds to, only
/// one block in 13 is looked at, unless RECUR_EXHAUSTIVE is set: those are nine floats in ten, and
/// take most of the time.
struct MathSweep {
  /// The largest error in units of the last place of the true value, where that is a normal number.
  var worstUnits = 0.0
  /// The argument of it.
  var worstArgument: Float = 0
  /// The largest error where the true value is at most 1.
  var worstAbsolute = 0.0
  /// The largest error where the true value is less than any normal number.
  var worstSubnormal = 0.0
  /// How many values are less than that of the float before.
  var descents = 0
  /// An argument of such a value.
  var descentArgument: Float = 0
  /// How many values beyond 128, of infinities and of NaN are not just what they should be.
  var wrongEnds = 0
  /// In how many blocks of floats near 0 a value is more than a unit from what it rounds to.
  var wrongNear = 0

  /// Sweeps over -NaN, -infinity ... -0, 0 ... infinity, NaN with all processors.
  init<Function: SweptFunction>(_: Function.Type) {
    let parts = 64
    let found = UnsafeMutablePointer<MathSweep>.allocate(capacity: parts)
    defer { found.deallocate() }
    let share: Int = (1 << 32) / parts
    nonisolated(unsafe) let results = found
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      var piece = MathSweep()
      piece.sweep(Function.self, from: part * share, count: share)
      (results + part).initialize(to: piece)
    }
    for part in 0..<parts { merge(found[part]) }
  }

  private init() {}

  /// The blocks of which one is looked at where a function is as good as constant.
  private static let stride =
    ProcessInfo.processInfo.environment["RECUR_EXHAUSTIVE"] == nil ? 13 : 1

  /// Floats that are looked at together.
  private static var block: Int { 4096 }

  /// The bits of the float at `place` in the order of all floats, where -NaN comes first.
  @inline(__always)
  private static func bits(_ place: Int) -> UInt32 {
    let place = UInt32(truncatingIfNeeded: place)
    return place >= 0x8000_0000 ? place ^ 0x8000_0000 : ~place
  }

  /// The least magnitude in a block, which lies on one side of 0 and of any power of two.
  private static func least(_ first: Float, _ last: Float) -> Float {
    Swift.min(first.magnitude, last.magnitude)
  }

  private mutating func sweep<Function: SweptFunction>(
    _: Function.Type, from start: Int, count: Int
  ) {
    let block = Self.block
    let x = UnsafeMutablePointer<Float>.allocate(capacity: block)
    // The value of the float before a block is kept in front of the block's values.
    let values = UnsafeMutablePointer<Float>.allocate(capacity: block + 1)
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: 3 * block)
    defer {
      scratch.deallocate()
      x.deallocate()
      values.deallocate()
    }
    let before = Float(bitPattern: Self.bits(Swift.max(start - 1, 0)))
    values[0] = Function.value(F32x16(repeating: before))[0]
    for first in Swift.stride(from: start, to: start + count, by: block) {
      let least = Self.least(
        Float(bitPattern: Self.bits(first)), Float(bitPattern: Self.bits(first + block - 1)))
      let isFlat = !(least < 128) || least < Function.flat
      if isFlat && (first / block) % Self.stride != 0 { continue }
      for i in 0..<block { x[i] = Float(bitPattern: Self.bits(first + i)) }
      for i in Swift.stride(from: 0, to: block, by: 16) {
        store16(Function.value(load16(x + i)), values + i + 1)
      }
      compare(Function.self, x, values, scratch)
      values[0] = values[block]
    }
  }

  /// Compares the values from `values + 1` on to the truth.
  private mutating func compare<Function: SweptFunction>(
    _: Function.Type, _ x: UnsafePointer<Float>, _ values: UnsafePointer<Float>,
    _ scratch: UnsafeMutablePointer<Double>
  ) {
    let y = values + 1
    var falls: Int32 = 0
    for i in 0..<Self.block { falls &+= y[i] < values[i] ? 1 : 0 }
    if falls > 0 {
      descents += Int(falls)
      descentArgument = (0..<Self.block).first { y[$0] < values[$0] }.map { x[$0] } ?? 0
    }
    let least = Self.least(x[0], x[Self.block - 1])
    if !(least < 128) {
      compareEnds(Function.self, x, y)
    } else if least < Function.small {
      compareNear(Function.self, x, y)
    } else {
      compareTruth(Function.self, x, y, scratch)
    }
  }

  private mutating func compareEnds<Function: SweptFunction>(
    _: Function.Type, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>
  ) {
    let (low, high) = Function.ends
    var wrong: Int32 = 0
    for i in 0..<Self.block {
      let end = x[i] < 0 ? low : high
      // Of what is equal to itself or not, NaN is only the latter.
      wrong &+= x[i] == x[i] ? (y[i] == end ? 0 : 1) : (y[i] == y[i] ? 1 : 0)
    }
    wrongEnds += Int(wrong)
  }

  private mutating func compareNear<Function: SweptFunction>(
    _: Function.Type, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>
  ) {
    var isFar = SIMDMask<SIMD16<Int32>>(repeating: false)
    for i in Swift.stride(from: 0, to: Self.block, by: 16) {
      let near = unsafeBitCast(Function.near(load16(x + i)), to: SIMD16<UInt32>.self)
      let found = unsafeBitCast(load16(y + i), to: SIMD16<UInt32>.self)
      isFar .|= (near &- found &+ 1) .> SIMD16<UInt32>(repeating: 2)
    }
    wrongNear += any(isFar) ? 1 : 0
  }

  private mutating func compareTruth<Function: SweptFunction>(
    _: Function.Type, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>,
    _ scratch: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<Self.block {
      let truth = Function.truth(Double(x[i]))
      // Beyond the greatest float, infinity is right.
      let isTooGreat = truth >= 0x1.ffffffp+127
      let error = isTooGreat && y[i] == .infinity ? 0 : Swift.abs(Double(y[i]) - truth)
      let exponent = truth.bitPattern & 0x7ff0_0000_0000_0000
      // 2^(23 - e), e the exponent of the true value: what makes an error a number of units.
      let scale = Double(bitPattern: (2046 + 23) << 52 &- exponent)
      let isNormal = Swift.abs(truth) >= 0x1p-126
      scratch[i] = isNormal ? error * scale : 0
      scratch[i + Self.block] = Swift.abs(truth) <= 1 ? error : 0
      scratch[i + 2 * Self.block] = isNormal ? 0 : error
    }
    let units = Self.greatest(scratch)
    let absolute = Self.greatest(scratch + Self.block)
    let subnormal = Self.greatest(scratch + 2 * Self.block)
    worstAbsolute = Swift.max(worstAbsolute, absolute)
    worstSubnormal = Swift.max(worstSubnormal, subnormal)
    if units > worstUnits {
      worstUnits = units
      worstArgument = x[0]
    }
  }

  /// The greatest of a block of numbers.
  private static func greatest(_ numbers: UnsafePointer<Double>) -> Double {
    var found = SIMD8<Double>.zero
    for i in Swift.stride(from: 0, to: block, by: 8) {
      let next = UnsafeRawPointer(numbers + i).loadUnaligned(as: SIMD8<Double>.self)
      found.replace(with: next, where: next .> found)
    }
    return found.max()
  }

  private mutating func merge(_ other: MathSweep) {
    if other.worstUnits > worstUnits {
      worstUnits = other.worstUnits
      worstArgument = other.worstArgument
    }
    worstAbsolute = Swift.max(worstAbsolute, other.worstAbsolute)
    worstSubnormal = Swift.max(worstSubnormal, other.worstSubnormal)
    if other.descents > 0 { descentArgument = other.descentArgument }
    descents += other.descents
    wrongEnds += other.wrongEnds
    wrongNear += other.wrongNear
  }
}
