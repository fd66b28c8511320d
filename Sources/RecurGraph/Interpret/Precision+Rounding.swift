extension Precision {
  /// The numbers that stand for those of `matrix` where its products are at this precision.
  func rounding(matrix: Tensor) -> Tensor {
    switch self {
    case .f32, .f64: matrix
    case .bf16:
      Tensor(shape: matrix.shape, elements: matrix.elements.map(Self.bfloat16))
    case .int8:
      .join(
        (0..<matrix.shape[0]).map { .vector(Self.steps(matrix[$0].elements)) }, shape: matrix.shape)
    }
  }

  /// The numbers that stand for those of `vector` where its products are at this precision.
  func rounding(vector: Tensor) -> Tensor {
    switch self {
    case .f32, .f64, .bf16: vector
    case .int8: .vector(Self.bytes(vector.elements))
    }
  }

  /// Numbers in steps of a 127th of the greatest magnitude: zero where that is less than 2^-100, not a
  /// number where one is infinite or not a number.
  ///
  /// Single precision decides which step is nearest, as in emitted code.
  private static func steps(_ numbers: [Double]) -> [Double] {
    let numbers = numbers.map { Float($0) }
    guard numbers.allSatisfy(\.isFinite) else { return numbers.map { _ in .nan } }
    let greatest = numbers.reduce(0) { max($0, abs($1)) }
    guard greatest >= 0x1p-100 else { return numbers.map { _ in 0 } }
    let factor = 127 / greatest
    let step = Double(greatest / 127)
    return numbers.map { Double(($0 * factor).rounded(.toNearestOrEven)) * step }
  }

  /// Numbers in steps of which the one farthest from zero is a whole number, as many as leave those on the
  /// other side of zero room in 254: zero where all are within 2^-100, not a number where one is infinite or
  /// not a number.
  ///
  /// Single precision decides how many and which step is nearest, as in emitted code.
  private static func bytes(_ numbers: [Double]) -> [Double] {
    let numbers = numbers.map { Float($0) }
    guard numbers.allSatisfy(\.isFinite) else { return numbers.map { _ in .nan } }
    let least = numbers.reduce(0) { min($0, $1) }
    let greatest = numbers.reduce(0) { max($0, $1) }
    guard greatest - least >= 0x1p-100 else { return numbers.map { _ in 0 } }
    let isDown = greatest < -least
    let far = isDown ? -least : greatest
    // Parts of both, for the range may be more than the greatest number.
    let share = far * (254.4 / 256) / (greatest / 256 - least / 256)
    let steps = Float((Double(share) - 0.5).rounded(.toNearestOrEven))
    let factor = (isDown ? -steps : steps) * (1 / far)
    let step = Double(far / steps) * (isDown ? -1 : 1)
    let zero = Double(254 - steps)
    precondition((0...127).contains(zero))
    return numbers.map { number in
      let byte = (Double(number * factor) + zero).rounded(.toNearestOrEven)
      precondition((0...255).contains(byte))
      return (byte - zero) * step
    }
  }

  /// The number of 8 significant bits that is nearest to `number` as a `Float`, the even one of two.
  private static func bfloat16(_ number: Double) -> Double {
    let float = Float(number)
    guard float.isFinite else { return Double(float) }
    let bits = float.bitPattern
    let kept = bits & 0xffff_0000
    let lost = bits & 0xffff
    let isUp = lost > 0x8000 || (lost == 0x8000 && bits & 0x1_0000 != 0)
    return Double(Float(bitPattern: isUp ? kept + 0x1_0000 : kept))
  }
}
