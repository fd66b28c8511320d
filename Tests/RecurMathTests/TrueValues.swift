/// The functions in `Double`, as straight-line code that the compiler turns into vectors: relative
/// errors under 1e-14 for |x| up to 128, a ten-millionth of a unit of `Float`.
enum TrueValues {
  /// e^x through the Taylor series of degree 12 on x - n ln 2.
  @inline(__always)
  static func exponential(_ x: Double) -> Double {
    let shifted = x * 1.4426950408889634 + 6_755_399_441_055_744
    let n = shifted - 6_755_399_441_055_744
    let r = x - n * 0.6931471803691238 - n * 1.9082149292705877e-10
    var sum = 1.0 / 479_001_600
    sum = sum * r + 1.0 / 39_916_800
    sum = sum * r + 1.0 / 3_628_800
    sum = sum * r + 1.0 / 362_880
    sum = sum * r + 1.0 / 40_320
    sum = sum * r + 1.0 / 5_040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    return Double(bitPattern: sum.bitPattern &+ shifted.bitPattern << 52)
  }

  /// (e^2x - 1) / (e^2x + 1), and x - x^3/3 + 2 x^5/15 - ... near 0, where that cancels.
  @inline(__always)
  static func hyperbolicTangent(_ x: Double) -> Double {
    let e = exponential(2 * x)
    let u = x * x
    let series = x + x * u * (-1.0 / 3 + u * (2.0 / 15 + u * (-17.0 / 315 + u * 62 / 2835)))
    return u < 0.0016 ? series : (e - 1) / (e + 1)
  }

  /// 1 / (1 + e^-x).
  @inline(__always)
  static func sigmoid(_ x: Double) -> Double { 1 / (1 + exponential(-x)) }
}
