/// The typing rules of the operations: one switch, whose cases are the functions beside this file.
extension Operation {
  /// The types of what this operation makes from operands of types `operands`.
  ///
  /// `region` is the type of the body of a region operation. `stated` are the types that are written
  /// at the node: a `constant` takes its shape from there and a `generate` the name of its length,
  /// since nothing else says; the others ignore them.
  ///
  /// - Throws: a fault that names the types, if the operation cannot be applied to them.
  public func resultTypes(
    operands: [TensorType], region: RegionType? = nil, stated: [TensorType] = []
  ) throws(OperationFault) -> [TensorType] {
    if hasRegion != (region != nil) {
      throw OperationFault(hasRegion ? "\(self) needs a region" : "\(self) has no region")
    }
    switch self {
    case .constant(let number):
      return [try Self.constantType(number, operands, stated)]
    case .elementwise, .product, .column, .row, .reduce, .argmax, .sample, .gather,
      .onehot, .concatenate, .slice:
      let length = try Self.commonLength(operands)
      return [try typeAtOneStep(operands.map(\.atOneStep)).over(length)]
    case .element(let position):
      return [try Self.elementType(position, operands)]
    case .reverse:
      return [try Self.reverseType(operands)]
    case .ahead(let steps):
      return [try Self.aheadType(steps, operands)]
    case .gradient(let operation):
      return [try operation.resultType(operands)]
    case .sequence:
      return [try Self.sequenceType(operands)]
    case .scan(let scan):
      return try Self.scanTypes(scan, operands, region!)
    case .generate(let generate):
      return [try Self.generateType(generate, operands, region!, stated)]
    case .kernel(let extent, let columns):
      return try Self.kernelTypes(extent, columns, operands, region!)
    }
  }

  /// Whether this operation evaluates a region.
  public var hasRegion: Bool {
    switch self {
    case .scan, .generate, .kernel: true
    default: false
    }
  }

  /// Throws unless there are `count` operands.
  func expect(_ count: Int, _ operands: [TensorType]) throws(OperationFault) {
    guard operands.count == count else {
      throw OperationFault("\(self) takes \(count) operands, not \(operands.count)")
    }
  }

  private static func constantType(
    _ number: Double, _ operands: [TensorType], _ stated: [TensorType]
  ) throws(OperationFault) -> TensorType {
    try Operation.constant(number).expect(0, operands)
    guard stated.count == 1, let type = stated.first, type.length == nil else {
      throw OperationFault("a constant has one type, with no time axis")
    }
    if case .token(let count) = type.element {
      guard Int(exactly: number).map((0..<max(count, 0)).contains) == true else {
        throw OperationFault("the constant \(Operation.text(number)) is not a \(type)")
      }
    }
    return type
  }
}
