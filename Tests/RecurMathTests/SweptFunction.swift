import CRecurSIMD

/// A function that is compared to its true values over every float there is.
protocol SweptFunction: SendableMetatype {
  static func value(_ x: F32x16) -> F32x16
  /// For |x| from `small` up to 128.
  static func truth(_ x: Double) -> Double
  /// Below it, `near` is what the true value rounds to.
  static var small: Float { get }
  static func near(_ x: F32x16) -> F32x16
  /// Below it, samples are enough.
  static var flat: Float { get }
  /// The values from -128 down and from 128 up.
  static var ends: (low: Float, high: Float) { get }
}

extension SweptFunction {
  static var flat: Float { small }
}

enum SweptExponential: SweptFunction {
  @inline(__always) static func value(_ x: F32x16) -> F32x16 { exp(x) }
  @inline(__always) static func truth(_ x: Double) -> Double { TrueValues.exponential(x) }
  static let small: Float = 0x1p-25
  @inline(__always) static func near(_ x: F32x16) -> F32x16 { F32x16(repeating: 1) }
  static let ends: (low: Float, high: Float) = (0, .infinity)
}

enum SweptTangent: SweptFunction {
  @inline(__always) static func value(_ x: F32x16) -> F32x16 { tanh(x) }
  @inline(__always) static func truth(_ x: Double) -> Double { TrueValues.hyperbolicTangent(x) }
  static let small: Float = 0x1p-13
  @inline(__always) static func near(_ x: F32x16) -> F32x16 { x }
  static let ends: (low: Float, high: Float) = (-1, 1)
}

enum SweptSigmoid: SweptFunction {
  @inline(__always) static func value(_ x: F32x16) -> F32x16 { sigmoid(x) }
  @inline(__always) static func truth(_ x: Double) -> Double { TrueValues.sigmoid(x) }
  static let small: Float = 0x1p-24
  @inline(__always) static func near(_ x: F32x16) -> F32x16 { F32x16(repeating: 0.5) }
  static let ends: (low: Float, high: Float) = (0, 1)
}

/// The form that `--activations fast` gives; next to 0 it is compared to its true values, too.
enum SweptFastTangent: SweptFunction {
  @inline(__always) static func value(_ x: F32x16) -> F32x16 { fastTanh(x) }
  @inline(__always) static func truth(_ x: Double) -> Double { SweptTangent.truth(x) }
  static let small: Float = 0
  @inline(__always) static func near(_ x: F32x16) -> F32x16 { x }
  static let flat = SweptTangent.small
  static let ends = SweptTangent.ends
}

/// As `SweptFastTangent`.
enum SweptFastSigmoid: SweptFunction {
  @inline(__always) static func value(_ x: F32x16) -> F32x16 { fastSigmoid(x) }
  @inline(__always) static func truth(_ x: Double) -> Double { SweptSigmoid.truth(x) }
  static let small: Float = 0
  @inline(__always) static func near(_ x: F32x16) -> F32x16 { F32x16(repeating: 0.5) }
  static let flat = SweptSigmoid.small
  static let ends = SweptSigmoid.ends
}
