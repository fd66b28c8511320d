/// The type of a tensor's elements as files store them, little-endian.
public enum TensorElement: String, Hashable, Sendable, CaseIterable {
  case bool = "BOOL"
  case u8 = "U8"
  case i8 = "I8"
  case u16 = "U16"
  case i16 = "I16"
  case u32 = "U32"
  case i32 = "I32"
  case u64 = "U64"
  case i64 = "I64"
  case f16 = "F16"
  case bf16 = "BF16"
  case f32 = "F32"
  case f64 = "F64"

  /// Bytes of one element.
  public var size: Int {
    switch self {
    case .bool, .u8, .i8: 1
    case .u16, .i16, .f16, .bf16: 2
    case .u32, .i32, .f32: 4
    case .u64, .i64, .f64: 8
    }
  }

  /// Whether the elements are floating-point numbers.
  public var isFloatingPoint: Bool {
    switch self {
    case .f16, .bf16, .f32, .f64: true
    default: false
    }
  }

  /// Whether the elements are integers (`bool` is not).
  public var isInteger: Bool { !isFloatingPoint && self != .bool }

  /// The name in messages, as in `f32`.
  public var name: String { rawValue.lowercased() }

  /// How many bytes a tensor of `shape` takes, or nil if that number or a dimension is out of range.
  public func byteCount(of shape: [Int]) -> Int? {
    var bytes = size
    // A zero must not hide the overflow of the other dimensions: readers of one may multiply it.
    var isEmpty = false
    for dimension in shape {
      if dimension < 0 { return nil }
      if dimension == 0 {
        isEmpty = true
        continue
      }
      let (product, overflow) = bytes.multipliedReportingOverflow(by: dimension)
      if overflow { return nil }
      bytes = product
    }
    return isEmpty ? 0 : bytes
  }
}
