/// The typing rules of the operations that add, remove or turn round a time axis.
extension Operation {
  static func elementType(
    _ position: Position, _ operands: [TensorType]
  ) throws(OperationFault) -> TensorType {
    let sequence = try onlySequence(.element(position), operands)
    if case .at(let time) = position {
      var isInside = time >= 0
      if case .fixed(let count)? = sequence.length { isInside = isInside && time < count }
      guard isInside else { throw OperationFault("\(Operation.element(position)) of \(sequence)") }
    }
    if sequence.length == .fixed(0) { throw OperationFault("element of \(sequence)") }
    return sequence.atOneStep
  }

  static func reverseType(_ operands: [TensorType]) throws(OperationFault) -> TensorType {
    try onlySequence(.reverse, operands)
  }

  static func aheadType(
    _ steps: Int, _ operands: [TensorType]
  ) throws(OperationFault) -> TensorType {
    let sequence = try onlySequence(.ahead(steps), operands)
    guard steps != 0, sequence.element == .real else {
      throw OperationFault("\(Operation.ahead(steps)) of \(sequence)")
    }
    return sequence
  }

  static func sequenceType(_ operands: [TensorType]) throws(OperationFault) -> TensorType {
    guard let first = operands.first else { throw OperationFault("sequence of nothing") }
    for operand in operands where operand != first || operand.length != nil {
      throw OperationFault("sequence of \(first) and \(operand)")
    }
    return first.over(.fixed(operands.count))
  }

  @discardableResult
  private static func onlySequence(
    _ operation: Operation, _ operands: [TensorType]
  ) throws(OperationFault) -> TensorType {
    try operation.expect(1, operands)
    guard operands[0].length != nil else {
      throw OperationFault("\(operation) takes a sequence, not \(operands[0])")
    }
    return operands[0]
  }
}
