#if canImport(RecurWeights)
  import RecurWeights
#endif

/// A sequence of each of several rows, one behind the other, with zeros behind those that are shorter than
/// the longest.
public struct PaddedRows<Element: Numeric> {
  /// The elements.
  public private(set) var elements: [Element] = []
  /// The time steps of each row.
  public let lengths: [Int32]

  private init(
    _ rows: [HostTensor], _ read: (HostTensor) throws(RecurFault) -> [Element]
  ) throws(RecurFault) {
    lengths = rows.map { Int32(clamping: $0.shape.first ?? 1) }
    let size = rows.map(\.count).max() ?? 0
    elements.reserveCapacity(size * rows.count)
    for row in rows {
      elements += try read(row)
      elements += repeatElement(0, count: size - row.count)
    }
  }
}

extension PaddedRows<Float> {
  /// The numbers called `name` of all rows.
  public init(_ rows: [[String: HostTensor]], _ name: String) throws(RecurFault) {
    try self.init(rows.compactMap { $0[name] }) { (row) throws(RecurFault) in try row.floats() }
  }
}

extension PaddedRows<Double> {
  /// The numbers called `name` of all rows.
  public init(_ rows: [[String: HostTensor]], _ name: String) throws(RecurFault) {
    try self.init(rows.compactMap { $0[name] }) { (row) throws(RecurFault) in try row.doubles() }
  }
}

extension PaddedRows<Int32> {
  /// The tokens called `name` of all rows.
  public init(_ rows: [[String: HostTensor]], _ name: String) throws(RecurFault) {
    try self.init(rows.compactMap { $0[name] }) { (row) throws(RecurFault) in try row.int32s() }
  }
}
