/// The typing rules of the operations that are pointwise over time, at one time step.
extension Operation {
  /// The length of every sequence among `operands`, nil if there is none.
  static func commonLength(_ operands: [TensorType]) throws(OperationFault) -> Length? {
    let sequences = operands.filter { $0.length != nil }
    guard let first = sequences.first else { return nil }
    for other in sequences where other.length != first.length {
      throw OperationFault("\(first) and \(other) differ in length")
    }
    return first.length
  }

  /// The type of the result for operands that have no time axis.
  func typeAtOneStep(_ operands: [TensorType]) throws(OperationFault) -> TensorType {
    switch self {
    case .elementwise(let function):
      return try elementwiseType(function, operands)
    case .product:
      return try productType(operands)
    case .column, .row:
      try expect(1, operands)
      try expectVector(operands[0])
      let count = operands[0].shape[0]
      return self == .column ? .real(count, 1) : .real(1, count)
    case .reduce:
      try expect(1, operands)
      try expectVector(operands[0])
      return .real()
    case .argmax:
      try expect(1, operands)
      try expectVector(operands[0])
      return .token(operands[0].shape[0])
    case .sample(let sampling):
      return try sampleType(sampling, operands)
    case .gather:
      return try gatherType(operands)
    case .onehot(let count):
      try expect(1, operands)
      guard case .token(let tokens) = operands[0].element, tokens <= count else {
        throw OperationFault("\(self) of \(operands[0])")
      }
      return .real(count)
    case .concatenate:
      return try concatenateType(operands)
    case .slice(let start, let count):
      return try sliceType(start, count, operands)
    case .constant, .element, .reverse, .ahead, .sequence, .scan, .generate,
      .gradient, .kernel:
      preconditionFailure("\(self) is not pointwise over time")
    }
  }

  private func elementwiseType(
    _ function: ElementwiseFunction, _ operands: [TensorType]
  ) throws(OperationFault) -> TensorType {
    try expect(function.arity, operands)
    for operand in operands where operand.element != .real {
      throw OperationFault("\(self) takes real numbers, not \(operand)")
    }
    var shape = operands.first { !$0.shape.isEmpty }?.shape ?? []
    for operand in operands where !operand.shape.isEmpty {
      guard let common = Self.commonShape(shape, operand.shape) else {
        throw OperationFault("\(self) of \(TensorType(shape: shape)) and \(operand)")
      }
      shape = common
    }
    return TensorType(shape: shape)
  }

  /// The shape to which both broadcast: equal ones, or matrices that agree in every axis but those where
  /// one has extent 1.
  private static func commonShape(_ a: [Int], _ b: [Int]) -> [Int]? {
    if a == b { return a }
    guard a.count == 2, b.count == 2,
      zip(a, b).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 })
    else { return nil }
    return zip(a, b).map { $0 == 1 ? $1 : $0 }
  }

  private func productType(_ operands: [TensorType]) throws(OperationFault) -> TensorType {
    try expect(2, operands)
    let (matrix, vector) = (operands[0], operands[1])
    guard matrix.element == .real, vector.element == .real, matrix.shape.count == 2,
      vector.shape == [matrix.shape[1]]
    else { throw OperationFault("product of \(matrix) and \(vector)") }
    return .real(matrix.shape[0])
  }

  private func sampleType(
    _ sampling: Sampling, _ operands: [TensorType]
  ) throws(OperationFault) -> TensorType {
    try expect(1, operands)
    try expectVector(operands[0])
    let (topK, topP) = (sampling.topK ?? 1, sampling.topP ?? 1)
    guard operands[0].shape[0] > 1, topK >= 1, topP > 0, topP <= 1 else {
      throw OperationFault("\(self) of \(operands[0])")
    }
    return .token(operands[0].shape[0] - 1)
  }

  private func gatherType(_ operands: [TensorType]) throws(OperationFault) -> TensorType {
    try expect(2, operands)
    let (table, token) = (operands[0], operands[1])
    guard table.element == .real, table.shape.count == 2, token.shape.isEmpty,
      token.element == .token(table.shape[0])
    else { throw OperationFault("gather from \(table) by \(token)") }
    return .real(table.shape[1])
  }

  private func concatenateType(_ operands: [TensorType]) throws(OperationFault) -> TensorType {
    guard let first = operands.first else { throw OperationFault("concatenate of nothing") }
    var extent = 0
    for operand in operands {
      guard operand.element == .real, operand.shape.count == first.shape.count,
        !operand.shape.isEmpty, operand.shape.dropFirst() == first.shape.dropFirst()
      else { throw OperationFault("concatenate of \(first) and \(operand)") }
      let (sum, overflow) = extent.addingReportingOverflow(operand.shape[0])
      if overflow { throw OperationFault("concatenate is too long") }
      extent = sum
    }
    return TensorType(shape: [extent] + first.shape.dropFirst())
  }

  private func sliceType(
    _ start: Int, _ count: Int, _ operands: [TensorType]
  ) throws(OperationFault) -> TensorType {
    try expect(1, operands)
    let whole = operands[0]
    guard whole.element == .real, let extent = whole.shape.first, start >= 0, count >= 1,
      start <= extent, count <= extent - start
    else { throw OperationFault("\(self) of \(whole)") }
    return TensorType(shape: [count] + whole.shape.dropFirst())
  }

  private func expectVector(_ type: TensorType) throws(OperationFault) {
    guard type.element == .real, type.shape.count == 1 else {
      throw OperationFault("\(self) takes a vector, not \(type)")
    }
  }
}
