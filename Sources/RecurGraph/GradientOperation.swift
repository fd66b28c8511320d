/// What gradients need and models do not: adjoints of operations, and sums over time.
///
/// What sums over time sums over the rows of a batch, too, as the loss is the sum of theirs, unless it says
/// something else.
public enum GradientOperation: Hashable, Sendable {
  /// `[M, K]` to `[K, M]`, at each time step of a sequence.
  case transpose
  /// `[M]` and `[K]` to the matrix `[M, K]` of their products, summed over time.
  case outerSum
  /// A sequence, or a value without a time axis, to its sum over time.
  case total
  /// A sequence to its sum over time, of each row of a batch by itself.
  case timeTotal
  /// `token(V)` and `[E]` to `[V, E]`: the sum over time of the vectors of each token.
  case scatter(Int)
  /// A value and a sequence, of which only the length counts, to the sequence that is the value at one
  /// time step and 0 at all others.
  case placed(Position)
  /// A value and another, of which only the time axis counts, to what is the value at each time step of each
  /// row of a batch.
  case spread
  /// Two sequences to their sum at each time step: a state of a scan that is a sequence, and what a step adds
  /// to it.
  case accumulate
}

extension GradientOperation: CustomStringConvertible {
  /// The text form, without operands.
  public var description: String {
    switch self {
    case .transpose: "transpose"
    case .outerSum: "outerSum"
    case .total: "total"
    case .timeTotal: "timeTotal"
    case .scatter(let count): "scatter \(count)"
    case .spread: "spread"
    case .accumulate: "accumulate"
    case .placed(.first): "placed first"
    case .placed(.last): "placed last"
    case .placed(.at(let time)): "placed \(time)"
    }
  }
}

extension GradientOperation {
  /// The type of the result.
  func resultType(_ operands: [TensorType]) throws(OperationFault) -> TensorType {
    func fault() -> OperationFault {
      OperationFault("\(self) of \(operands.map { "\($0)" }.joined(separator: " and "))")
    }
    let reals = operands.allSatisfy { $0.element == .real }
    switch self {
    case .transpose:
      guard operands.count == 1, reals, operands[0].shape.count == 2 else { throw fault() }
      return TensorType(
        shape: [operands[0].shape[1], operands[0].shape[0]], length: operands[0].length)
    case .outerSum:
      guard operands.count == 2, reals, operands.allSatisfy({ $0.shape.count == 1 }),
        operands[0].length == operands[1].length
      else { throw fault() }
      return .real(operands[0].shape[0], operands[1].shape[0])
    case .total:
      guard operands.count == 1, reals else { throw fault() }
      return operands[0].atOneStep
    case .timeTotal:
      guard operands.count == 1, reals, operands[0].length != nil else { throw fault() }
      return operands[0].atOneStep
    case .scatter(let count):
      guard operands.count == 2, operands[0].element == .token(count), operands[0].shape.isEmpty,
        operands[1].element == .real, operands[1].shape.count == 1,
        operands[0].length == operands[1].length
      else { throw fault() }
      return .real(count, operands[1].shape[0])
    case .placed, .spread:
      guard operands.count == 2, operands[0].length == nil, operands[0].element == .real,
        self == .spread || operands[1].length != nil
      else { throw fault() }
      return operands[0].over(operands[1].length)
    case .accumulate:
      guard operands.count == 2, reals, operands[0] == operands[1], operands[0].length != nil
      else { throw fault() }
      return operands[0]
    }
  }

  /// The result, of `type`, for operands of which some are sequences.
  func evaluate(_ operands: [Tensor], _ types: [TensorType], _ type: TensorType) -> Tensor {
    func steps(_ index: Int) -> [Tensor] {
      guard types[index].length != nil else { return [operands[index]] }
      return (0..<operands[index].shape[0]).map { operands[index][$0] }
    }
    switch self {
    case .transpose:
      let turned = steps(0).map(Self.transposed)
      return type.length == nil
        ? turned[0] : .join(turned, shape: [turned.count] + type.shape)
    case .outerSum:
      let (rows, columns) = (type.shape[0], type.shape[1])
      var sums = [Double](repeating: 0, count: rows * columns)
      for (a, b) in zip(steps(0), steps(1)) {
        for row in 0..<rows {
          for column in 0..<columns {
            sums[row * columns + column] += a.elements[row] * b.elements[column]
          }
        }
      }
      return Tensor(shape: type.shape, elements: sums)
    case .total, .timeTotal:
      var sums = [Double](repeating: 0, count: type.count)
      for step in steps(0) { for i in sums.indices { sums[i] += step.elements[i] } }
      return Tensor(shape: type.shape, elements: sums)
    case .scatter:
      let width = type.shape[1]
      var sums = [Double](repeating: 0, count: type.count)
      for (token, vector) in zip(steps(0), steps(1)) {
        let start = Int(token.elements[0]) * width
        for i in 0..<width { sums[start + i] += vector.elements[i] }
      }
      return Tensor(shape: type.shape, elements: sums)
    case .spread:
      guard type.length != nil else { return operands[0] }
      let count = operands[1].shape[0]
      return .join(
        [Tensor](repeating: operands[0], count: count), shape: [count] + type.shape)
    case .accumulate:
      return Tensor(
        shape: operands[0].shape, elements: zip(operands[0].elements, operands[1].elements).map(+))
    case .placed(let position):
      let count = operands[1].shape[0]
      let place =
        switch position {
        case .first: 0
        case .last: count - 1
        case .at(let time): time
        }
      let nothing = Tensor(shape: type.shape, repeating: 0)
      return .join(
        (0..<count).map { $0 == place ? operands[0] : nothing }, shape: [count] + type.shape)
    }
  }

  private static func transposed(_ matrix: Tensor) -> Tensor {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    let elements = (0..<rows * columns).map { matrix.elements[$0 % rows * columns + $0 / rows] }
    return Tensor(shape: [columns, rows], elements: elements)
  }
}
