/// What kernels of one width use of weights in 8 bits, and how vectors are rounded for them.
let vectorInt8Template = #"""
  typealias I32x<#lanes#> = SIMD<#lanes#><Int32>

  /// The nearest numbers.
  @inline(__always)
  func floats(_ x: I32x<#lanes#>) -> F32x<#lanes#> { recur_floats<#lanes#>(x) }

  @inline(__always)
  func + (_ a: I32x<#lanes#>, _ b: I32x<#lanes#>) -> I32x<#lanes#> {
    recur_add_integers<#lanes#>(a, b)
  }

  /// The products of the two signed halves of each word with those of `other`, added.
  @inline(__always)
  func multiplyHalves(_ words: F32x<#lanes#>, _ other: F32x<#lanes#>) -> I32x<#lanes#> {
    recur_multiply_halves<#lanes#>(words, other)
  }

  /// sum + the products of the four signed bytes of each word with the four unsigned ones of `bytes`.
  @inline(__always)
  func dot(_ words: F32x<#lanes#>, _ bytes: F32x<#lanes#>, _ sum: I32x<#lanes#>) -> I32x<#lanes#> {
    recur_dot<#lanes#>(words, bytes, sum)
  }

  /// Rounds `count` numbers to bytes, see `scaling`: first as many as there are, the rest of the last
  /// word left as it is, then the step that a byte counts, then the byte of zero, the lower half of a word,
  /// and 256 times that, the upper.
  ///
  /// Nothing depends on whether the processor has a fused multiply-add.
  @inline(__always)
  func quantise<#lanes#>(
    _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
  ) {
    let last: Int = count &- <#lanes#>
    var lowers = F32x<#lanes#>(repeating: -0.0)
    var uppers = F32x<#lanes#>.zero
    var i: Int = 0
    while i < last {
      let numbers = load<#lanes#>(source, i)
      lowers = recur_lower_bits<#lanes#>(lowers, numbers)
      uppers = recur_max_bits<#lanes#>(uppers, numbers)
      i &+= <#lanes#>
    }
    if last >= 0 {
      let numbers = load<#lanes#>(source, last)
      lowers = recur_lower_bits<#lanes#>(lowers, numbers)
      uppers = recur_max_bits<#lanes#>(uppers, numbers)
    }
    var lower: Float = recur_lower_lane<#lanes#>(lowers)
    var upper: Float = recur_upper_lane<#lanes#>(uppers)
    i = last < 0 ? 0 : count
    while i < count {
      lower = recur_lower_bits4(F32x4(repeating: lower), F32x4(repeating: source[i]))[0]
      upper = recur_max_bits4(F32x4(repeating: upper), F32x4(repeating: source[i]))[0]
      i &+= 1
    }
    let scale = scaling(from: lower, to: upper)
    let end: UnsafeMutablePointer<Float> = target + (count &+ 3) &>> 2
    end[0] = scale.step
    let zero: UInt32 = scale.shift.bitPattern & 0xff
    end[1] = Float(bitPattern: zero | zero << 24)
    let factor = F32x<#lanes#>(repeating: scale.factor)
    let shift = F32x<#lanes#>(repeating: scale.shift)
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
      let rounded: Float = source[i] * scale.factor + scale.shift
      let byte = UInt8(truncatingIfNeeded: rounded.bitPattern)
      bytes.storeBytes(of: byte, toByteOffset: i, as: UInt8.self)
      i &+= 1
    }
  }
  """#
