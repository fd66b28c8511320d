import CRecurSIMD

/// How far a function of vectors is from the true values over many arguments.
struct MathAccuracy {
  /// The largest error in units of the last place of the true value, where that is a normal number.
  var worstUnits = 0.0
  /// The argument of it.
  var worstArgument: Float = 0
  /// The largest error where the true value is less than any normal number.
  var worstSubnormal = 0.0
  /// Whether every NaN, and only those, gave NaN, and every infinity was as it should be.
  var exceptionsAgree = true

  /// An error that is not more than this does not count.
  private let ignored: Double

  /// Compares over the bit patterns `first`, `first + step`, ... up to `last`.
  init(
    _ first: UInt32, through last: UInt32, by step: UInt32, ignoring ignored: Double = 0,
    _ function: (F32x16) -> F32x16, against truth: (Double) -> Double
  ) {
    self.ignored = ignored
    var pattern = UInt64(first)
    while pattern <= UInt64(last) {
      var x = F32x16.zero
      for lane in 0..<16 {
        let bits = Swift.min(pattern + UInt64(lane) * UInt64(step), UInt64(last))
        x[lane] = Float(bitPattern: UInt32(bits))
      }
      let y = function(x)
      for lane in 0..<16 { add(x[lane], y[lane], truth(Double(x[lane]))) }
      pattern += 16 * UInt64(step)
    }
  }

  private mutating func add(_ x: Float, _ y: Float, _ truth: Double) {
    let rounded = Float(truth)
    if !rounded.isFinite || !y.isFinite {
      let agrees = rounded.isNaN ? y.isNaN : rounded == y
      exceptionsAgree = exceptionsAgree && agrees
    } else if Swift.abs(truth) < Double(Float.leastNormalMagnitude) {
      worstSubnormal = Swift.max(worstSubnormal, Swift.abs(Double(y) - truth))
    } else if Swift.abs(Double(y) - truth) > ignored {
      let unit = Double(Float(Swift.abs(truth)).ulp)
      // A value that rounds up to a power of two has the units of the interval below.
      let finest = Double(Float(sign: .plus, exponent: Float(truth).exponent, significand: 1))
      let exact = Swift.abs(truth) < finest ? unit / 2 : unit
      let units = Swift.abs(Double(y) - truth) / exact
      if units > worstUnits {
        worstUnits = units
        worstArgument = x
      }
    }
  }
}
