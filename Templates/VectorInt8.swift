/// What kernels of one width use of weights in 8 bits, and how vectors are rounded for them.
let vectorInt8Template = #"""
  typealias I32x<#lanes#> = SIMD<#lanes#><Int32>

  /// Words as integers.
  @inline(__always)
  func integers(_ words: F32x<#lanes#>) -> I32x<#lanes#> { recur_integers<#lanes#>(words) }

  /// The nearest numbers.
  @inline(__always)
  func floats(_ x: I32x<#lanes#>) -> F32x<#lanes#> { recur_floats<#lanes#>(x) }

  @inline(__always)
  func + (_ a: I32x<#lanes#>, _ b: I32x<#lanes#>) -> I32x<#lanes#> {
    recur_add_integers<#lanes#>(a, b)
  }

  /// sum + the products of the four signed bytes of each word with the four unsigned ones of `bytes`.
  @inline(__always)
  func dot(_ words: F32x<#lanes#>, _ bytes: F32x<#lanes#>, _ sum: I32x<#lanes#>) -> I32x<#lanes#> {
    recur_dot<#lanes#>(words, bytes, sum)
  }

  /// Rounds `count` numbers to bytes: first as many as there are, in steps of a 127th of the greatest
  /// magnitude and 128 more, the rest of the last word left as it is, then that step, the scale.
  ///
  /// If the greatest is less than `leastScaled`, all are zero; if it is infinite or any is NaN, the scale
  /// is NaN. Nothing depends on whether the processor has a fused multiply-add.
  @inline(__always)
  func quantise<#lanes#>(
    _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
  ) {
    let last: Int = count &- <#lanes#>
    var greatest = I32x<#lanes#>.zero
    var i: Int = 0
    while i < last {
      greatest = recur_max_magnitude<#lanes#>(greatest, load<#lanes#>(source, i))
      i &+= <#lanes#>
    }
    if last >= 0 {
      greatest = recur_max_magnitude<#lanes#>(greatest, load<#lanes#>(source, last))
    }
    var bits: Int32 = recur_max_lane<#lanes#>(greatest)
    i = last < 0 ? 0 : count
    while i < count {
      bits = max(bits, Int32(bitPattern: source[i].bitPattern & 0x7fff_ffff))
      i &+= 1
    }
    let scale = scaling(Float(bitPattern: UInt32(bitPattern: bits)))
    target[(count &+ 3) &>> 2] = scale.step
    let factor = F32x<#lanes#>(repeating: scale.factor)
    let shift = F32x<#lanes#>(repeating: roundingShift)
    let bytes = UnsafeMutableRawPointer(target)
    i = 0
    while i < last {
      let rounded = load<#lanes#>(source, i) * factor + shift
      bytes.storeBytes(
        of: recur_bytes<#lanes#>(rounded), toByteOffset: i, as: SIMD<#lanes#><UInt8>.self)
      i &+= <#lanes#>
    }
    if last >= 0 {
      let rounded = load<#lanes#>(source, last) * factor + shift
      bytes.storeBytes(
        of: recur_bytes<#lanes#>(rounded), toByteOffset: last, as: SIMD<#lanes#><UInt8>.self)
    }
    i = last < 0 ? 0 : count
    while i < count {
      let rounded: Float = source[i] * scale.factor + roundingShift
      let byte = UInt8(truncatingIfNeeded: rounded.bitPattern) ^ 0x80
      bytes.storeBytes(of: byte, toByteOffset: i, as: UInt8.self)
      i &+= 1
    }
  }
  """#
