extension TensorElement {
  /// Stored floating-point elements, rounded to `Float`; throws for other types.
  ///
  /// - Requires: a whole number of elements.
  func floats(_ bytes: [UInt8]) throws(RecurFault) -> [Float] {
    switch self {
    case .f32: Self.convert(bytes, from: UInt32.self) { Float(bitPattern: $0) }
    case .f64: Self.convert(bytes, from: UInt64.self) { Float(Double(bitPattern: $0)) }
    case .bf16: Self.convert(bytes, from: UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
    case .f16: Self.convert(bytes, from: UInt16.self, Self.widenHalf)
    default: throw RecurFault("expected a floating-point tensor, found \(name)")
    }
  }

  /// Stored floating-point elements, exactly; throws for other types.
  ///
  /// - Requires: a whole number of elements.
  func doubles(_ bytes: [UInt8]) throws(RecurFault) -> [Double] {
    guard self == .f64 else { return try floats(bytes).map(Double.init) }
    return Self.convert(bytes, from: UInt64.self) { Double(bitPattern: $0) }
  }

  /// Stored integers, clamped to `Int`; throws for other types.
  ///
  /// - Requires: a whole number of elements.
  func integers(_ bytes: [UInt8]) throws(RecurFault) -> [Int] {
    switch self {
    case .u8: Self.convert(bytes, from: UInt8.self) { Int($0) }
    case .i8: Self.convert(bytes, from: Int8.self) { Int($0) }
    case .u16: Self.convert(bytes, from: UInt16.self) { Int($0) }
    case .i16: Self.convert(bytes, from: Int16.self) { Int($0) }
    case .u32: Self.convert(bytes, from: UInt32.self) { Int(clamping: $0) }
    case .i32: Self.convert(bytes, from: Int32.self) { Int($0) }
    case .u64: Self.convert(bytes, from: UInt64.self) { Int(clamping: $0) }
    case .i64: Self.convert(bytes, from: Int64.self) { Int(clamping: $0) }
    default: throw RecurFault("expected an integer tensor, found \(name)")
    }
  }

  private static func convert<Stored: FixedWidthInteger & BitwiseCopyable, Value>(
    _ bytes: [UInt8], from: Stored.Type, _ value: (Stored) -> Value
  ) -> [Value] {
    let size = MemoryLayout<Stored>.size
    let count = bytes.count / size
    return bytes.withUnsafeBytes { stored in
      [Value](unsafeUninitializedCapacity: count) { result, initialized in
        for i in 0..<count {
          let bits = stored.loadUnaligned(fromByteOffset: i * size, as: Stored.self)
          result.initializeElement(at: i, to: value(Stored(littleEndian: bits)))
        }
        initialized = count
      }
    }
  }

  /// An IEEE 754 half as `Float`, exactly. (`Float16` does not exist on every host.)
  private static func widenHalf(_ bits: UInt16) -> Float {
    let sign: UInt32 = UInt32(bits & 0x8000) << 16
    let exponent: UInt32 = UInt32(bits >> 10) & 0x1f
    let fraction: UInt32 = UInt32(bits & 0x3ff)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      return Float(bitPattern: sign | magnitude.bitPattern)
    case 0x1f:
      return Float(bitPattern: sign | 0x7f80_0000 | fraction << 13)
    default:
      return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
