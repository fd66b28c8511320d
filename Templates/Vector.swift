/// The vector type of one width with its loads, stores and fused multiply-adds.
///
/// `fma` forwards to the header because `a * b + c` never fuses in Swift and `addProduct` becomes a
/// call per lane. The operators do because Swift's own work lane by lane until the optimiser finds out,
/// which now and then it does for 15 lanes of 16.
let vectorTemplate = #"""
  typealias F32x<#lanes#> = SIMD<#lanes#><Float>

  @inline(__always)
  func + (_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> { recur_add<#lanes#>(a, b) }

  @inline(__always)
  func - (_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> { recur_subtract<#lanes#>(a, b) }

  @inline(__always)
  func * (_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> { recur_multiply<#lanes#>(a, b) }

  @inline(__always)
  func / (_ a: F32x<#lanes#>, _ b: F32x<#lanes#>) -> F32x<#lanes#> { recur_divide<#lanes#>(a, b) }

  @inline(__always)
  func += (_ a: inout F32x<#lanes#>, _ b: F32x<#lanes#>) { a = recur_add<#lanes#>(a, b) }

  @inline(__always)
  prefix func - (_ a: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_subtract<#lanes#>(F32x<#lanes#>(repeating: -0.0), a)
  }

  /// a * b + c, in one rounding where the target has a fused multiply-add.
  @inline(__always)
  func fma(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>, _ c: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_fma<#lanes#>(a, b, c)
  }

  @inline(__always)
  func fma(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>, _ c: Float) -> F32x<#lanes#> {
    recur_fma<#lanes#>(a, b, F32x<#lanes#>(repeating: c))
  }

  @inline(__always)
  func fma(_ a: F32x<#lanes#>, _ b: Float, _ c: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_fma<#lanes#>(a, F32x<#lanes#>(repeating: b), c)
  }

  @inline(__always)
  func fma(_ a: F32x<#lanes#>, _ b: Float, _ c: Float) -> F32x<#lanes#> {
    recur_fma<#lanes#>(a, F32x<#lanes#>(repeating: b), F32x<#lanes#>(repeating: c))
  }

  /// c - a * b, rounded as `fma`.
  @inline(__always)
  func fnma(_ a: F32x<#lanes#>, _ b: F32x<#lanes#>, _ c: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_fnma<#lanes#>(a, b, c)
  }

  @inline(__always)
  func fnma(_ a: F32x<#lanes#>, _ b: Float, _ c: F32x<#lanes#>) -> F32x<#lanes#> {
    recur_fnma<#lanes#>(a, F32x<#lanes#>(repeating: b), c)
  }

  /// <#lanes#> floats from any address.
  @inline(__always)
  func load<#lanes#>(_ p: UnsafePointer<Float>) -> F32x<#lanes#> {
    UnsafeRawPointer(p).loadUnaligned(as: F32x<#lanes#>.self)
  }

  /// <#lanes#> floats from `offset` floats past any address.
  @inline(__always)
  func load<#lanes#>(_ p: UnsafePointer<Float>, _ offset: Int) -> F32x<#lanes#> {
    load<#lanes#>(p + offset)
  }

  /// The float `k` floats past `p` in each lane.
  @inline(__always)
  func broadcast<#lanes#>(_ p: UnsafePointer<Float>, _ k: Int) -> F32x<#lanes#> {
    F32x<#lanes#>(repeating: p[k])
  }

  /// The float `k` and `next` floats past `p` in each lane.
  @inline(__always)
  func broadcast<#lanes#>(_ p: UnsafePointer<Float>, _ k: Int, _ next: Int) -> F32x<#lanes#> {
    F32x<#lanes#>(repeating: p[k &+ next])
  }

  /// <#lanes#> floats to any address.
  @inline(__always)
  func store<#lanes#>(_ x: F32x<#lanes#>, _ p: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(p).storeBytes(of: x, as: F32x<#lanes#>.self)
  }

  /// <#lanes#> floats to `offset` floats past any address.
  @inline(__always)
  func store<#lanes#>(_ x: F32x<#lanes#>, _ p: UnsafeMutablePointer<Float>, _ offset: Int) {
    store<#lanes#>(x, p + offset)
  }
  """#

/// The halves of a vector, for widths of which the half is used too.
let halvesTemplate = #"""
  /// Lanes 0 to <#half#> - 1.
  @inline(__always)
  func lowHalf(_ x: F32x<#lanes#>) -> F32x<#half#> { recur_low<#lanes#>(x) }

  /// The lanes from <#half#> on.
  @inline(__always)
  func highHalf(_ x: F32x<#lanes#>) -> F32x<#half#> { recur_high<#lanes#>(x) }

  /// The vector of two halves.
  @inline(__always)
  func joinHalves(_ low: F32x<#half#>, _ high: F32x<#half#>) -> F32x<#lanes#> {
    recur_join<#lanes#>(low, high)
  }
  """#
