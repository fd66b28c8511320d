extension Precision {
  /// The numbers that stand for those of `matrix` where its products are at this precision.
  func rounding(matrix: Tensor) -> Tensor {
    switch self {
    case .f32: matrix
    case .bf16:
      Tensor(shape: matrix.shape, elements: matrix.elements.map(Self.bfloat16))
    }
  }

  /// The numbers that stand for those of `vector` where its products are at this precision.
  func rounding(vector: Tensor) -> Tensor {
    switch self {
    case .f32, .bf16: vector
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
