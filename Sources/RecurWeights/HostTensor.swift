/// A tensor as it comes from or goes to a file: row-major elements of any type, in the host's memory.
///
/// This is the type at the edges of a built executable and of the interpreter's command; what runs
/// inside a model is typed statically. Its bytes are little-endian, as those of every host are that
/// Recur targets.
public struct HostTensor: Hashable, Sendable {
  /// The type of the elements.
  public let element: TensorElement
  /// The dimensions, outermost first; empty for a single number.
  public let shape: [Int]
  /// The elements, as many bytes as `element` and `shape` ask for.
  public let bytes: [UInt8]

  /// Creates a tensor from stored bytes; throws if their number does not fit the shape.
  public init(element: TensorElement, shape: [Int], bytes: [UInt8]) throws(RecurFault) {
    guard let count = element.byteCount(of: shape), count == bytes.count else {
      throw RecurFault("\(element.name) \(shape) does not take \(bytes.count) bytes")
    }
    self.element = element
    self.shape = shape
    self.bytes = bytes
  }

  /// Creates an `f32` tensor.
  ///
  /// - Requires: as many values as `shape` has elements.
  public init(_ values: [Float], shape: [Int]) {
    precondition(TensorElement.f32.byteCount(of: shape) == 4 * values.count)
    self.element = .f32
    self.shape = shape
    self.bytes = values.withUnsafeBytes { [UInt8]($0) }
  }

  /// Creates an `f64` tensor.
  ///
  /// - Requires: as many values as `shape` has elements.
  public init(_ values: [Double], shape: [Int]) {
    precondition(TensorElement.f64.byteCount(of: shape) == 8 * values.count)
    self.element = .f64
    self.shape = shape
    self.bytes = values.withUnsafeBytes { [UInt8]($0) }
  }

  /// Creates an `i32` tensor.
  ///
  /// - Requires: as many values as `shape` has elements.
  public init(_ values: [Int32], shape: [Int]) {
    precondition(TensorElement.i32.byteCount(of: shape) == 4 * values.count)
    self.element = .i32
    self.shape = shape
    self.bytes = values.withUnsafeBytes { [UInt8]($0) }
  }

  /// The number of elements.
  public var count: Int { bytes.count / element.size }

  /// The type and shape in messages, as in `f32 [3, 4]`.
  public var summary: String { "\(element.name) \(shape)" }

  /// The elements of a floating-point tensor, rounded to `Float`; throws for other types.
  public func floats() throws(RecurFault) -> [Float] {
    try element.floats(bytes)
  }

  /// The elements of a floating-point tensor, exactly; throws for other types.
  public func doubles() throws(RecurFault) -> [Double] {
    try element.doubles(bytes)
  }

  /// The elements of an integer tensor; what an `Int` cannot hold is clamped; throws for other types.
  public func integers() throws(RecurFault) -> [Int] {
    try element.integers(bytes)
  }

  /// The elements of an integer tensor; throws for other types and for an element beyond `Int32`.
  public func int32s() throws(RecurFault) -> [Int32] {
    var result: [Int32] = []
    let values = try integers()
    result.reserveCapacity(values.count)
    for value in values {
      guard let narrow = Int32(exactly: value) else {
        throw RecurFault("\(value) is too large for a 32-bit integer")
      }
      result.append(narrow)
    }
    return result
  }

  /// Sub-tensor `index` along the first axis.
  ///
  /// - Requires: rank at least 1 and an index below the first dimension.
  public func row(_ index: Int) -> HostTensor {
    rows(index..<index + 1, shape: Array(shape.dropFirst()))
  }

  /// The first `length` sub-tensors along the first axis.
  ///
  /// - Requires: rank at least 1 and a length of at most the first dimension.
  public func prefix(_ length: Int) -> HostTensor {
    rows(0..<length, shape: [length] + shape.dropFirst())
  }

  private func rows(_ range: Range<Int>, shape rowShape: [Int]) -> HostTensor {
    precondition(!shape.isEmpty && range.lowerBound >= 0 && range.upperBound <= shape[0])
    let stride = shape[0] == 0 ? 0 : bytes.count / shape[0]
    let slice = bytes[range.lowerBound * stride..<range.upperBound * stride]
    return HostTensor(checked: element, shape: rowShape, bytes: Array(slice))
  }

  /// Creates a tensor whose size the caller has made sure of.
  init(checked element: TensorElement, shape: [Int], bytes: [UInt8]) {
    self.element = element
    self.shape = shape
    self.bytes = bytes
  }
}
