/// A file of named tensors.
public protocol TensorArchive {
  /// What messages call the file.
  var name: String { get }

  /// The names of the tensors, sorted.
  var tensorNames: [String] { get }

  /// The type and shape of a tensor, or nil if there is none of that name.
  func entry(_ name: String) -> TensorEntry?

  /// Reads a tensor; throws if there is none of that name or its bytes cannot be read.
  func tensor(_ name: String) throws(RecurFault) -> HostTensor

  /// Reads a tensor's elements as floats, of some rows or of all.
  ///
  /// Throws as `tensor` does, for a type that is not floating-point and for rows that there are not.
  func floats(_ name: String, rows: Range<Int>?) throws(RecurFault) -> [Float]
}

/// The type and shape of a stored tensor.
public struct TensorEntry: Hashable, Sendable {
  /// The type of the elements.
  public let element: TensorElement
  /// The dimensions, outermost first.
  public let shape: [Int]

  /// Creates an entry.
  public init(element: TensorElement, shape: [Int]) {
    self.element = element
    self.shape = shape
  }
}

extension TensorArchive {
  /// Reads the whole tensor and keeps `rows` of it; archives that can read less do so themselves.
  public func floats(_ name: String, rows: Range<Int>?) throws(RecurFault) -> [Float] {
    try elements(name, rows: rows) { (tensor) throws(RecurFault) in try tensor.floats() }
  }

  /// Reads a tensor's elements as `floats` does, but exactly.
  public func doubles(_ name: String, rows: Range<Int>?) throws(RecurFault) -> [Double] {
    try elements(name, rows: rows) { (tensor) throws(RecurFault) in try tensor.doubles() }
  }

  private func elements<Number>(
    _ name: String, rows: Range<Int>?, _ read: (HostTensor) throws(RecurFault) -> [Number]
  ) throws(RecurFault) -> [Number] {
    let whole = try tensor(name)
    let values = try read(whole)
    guard let rows else { return values }
    let first = whole.shape.first ?? 1
    let stride = first == 0 ? 0 : values.count / first
    guard rows.lowerBound >= 0, rows.upperBound <= first else {
      throw RecurFault("'\(name)' has no rows \(rows)")
    }
    return Array(values[rows.lowerBound * stride..<rows.upperBound * stride])
  }

  /// Reads every tensor.
  public func allTensors() throws(RecurFault) -> [String: HostTensor] {
    var result: [String: HostTensor] = [:]
    for name in tensorNames { result[name] = try tensor(name) }
    return result
  }
}
