/// The type of a value while a spec is checked; dimensions may be open inside a cell.
struct CheckedType: Hashable {
  var element: ValueType.Element = .real
  var shape: [Extent]
  var length: ValueType.Length?

  init(
    _ element: ValueType.Element = .real, shape: [Extent], length: ValueType.Length? = nil
  ) {
    self.element = element
    self.shape = shape
    self.length = length
  }

  init(_ type: ValueType) {
    self.init(type.element, shape: type.shape.map { Extent($0) }, length: type.length)
  }

  static let scalar = CheckedType(shape: [])

  /// The type as the typed model has it; an open dimension, which never gets there, counts as 1.
  var resolved: ValueType {
    ValueType(element, shape: shape.map { $0.number ?? 1 }, length: length)
  }

  var atOneStep: CheckedType { CheckedType(element, shape: shape) }

  func over(_ length: ValueType.Length?) -> CheckedType {
    CheckedType(element, shape: shape, length: length)
  }

  var isToken: Bool { element != .real }

  /// Whether the number of elements is known to be too great.
  var isTooLarge: Bool {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: max(1, extent.number ?? 1))
      if overflow || product > Extent.limit { return true }
      count = product
    }
    return false
  }
}

extension CheckedType: CustomStringConvertible {
  /// The type as a spec writes it.
  var description: String {
    let step: String
    switch element {
    case .token(let count): step = "token(\(count))"
    case .real where shape.isEmpty && length == nil: return "a single number"
    case .real: step = "[\(shape.map(\.description).joined(separator: ", "))]"
    }
    switch length {
    case nil: return step
    case .fixed(let count): return "sequence(\(count)) of \(step)"
    case .variable: return "sequence of \(step)"
    }
  }
}
