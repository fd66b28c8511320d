extension Operation {
  /// The result, of `shape`, for operands that have no time axis.
  func evaluate(_ operands: [Tensor], shape: [Int]) -> Tensor {
    switch self {
    case .elementwise(let function):
      return Self.elementwise(function.evaluate, operands, shape: shape)
    case .column, .row:
      return Tensor(shape: shape, elements: operands[0].elements)
    case .product:
      return Self.product(operands[0], operands[1])
    case .reduce(let reduction):
      return .scalar(reduction.evaluate(operands[0].elements))
    case .argmax:
      let elements = operands[0].elements
      var best = 0
      for index in elements.indices where elements[index] > elements[best] { best = index }
      return .scalar(Double(best))
    case .sample(let sampling):
      let elements = operands[0].elements
      return .scalar(Double(sampling.draw(elements.dropLast(), elements.last!)))
    case .gather:
      return operands[0][Int(operands[1].elements[0])]
    case .onehot(let count):
      var elements = [Double](repeating: 0, count: count)
      elements[Int(operands[0].elements[0])] = 1
      return Tensor(shape: [count], elements: elements)
    case .concatenate:
      return .join(operands, shape: shape)
    case .slice(let start, let count):
      return operands[0].slice(start, count: count, shape: shape)
    case .constant, .element, .reverse, .ahead, .sequence, .scan, .generate,
      .gradient, .kernel:
      preconditionFailure("\(self) is not pointwise over time")
    }
  }

  /// `function` of the elements at each position; a scalar has its only one at all positions.
  ///
  /// Plain loops, since sequences of closures take most of a test's time in a debug build.
  private static func elementwise(
    _ function: ([Double]) -> Double, _ operands: [Tensor], shape: [Int]
  ) -> Tensor {
    var result = Tensor(shape: shape, repeating: 0)
    var spread = operands
    if shape.count == 2 { spread = operands.map { $0.broadcast(to: shape) } }
    var arguments = [Double](repeating: 0, count: operands.count)
    var index = 0
    while index < result.elements.count {
      var position = 0
      while position < spread.count {
        let isScalar = spread[position].shape.isEmpty
        arguments[position] = spread[position].elements[isScalar ? 0 : index]
        position += 1
      }
      result.elements[index] = function(arguments)
      index += 1
    }
    return result
  }

  /// y[i] = sum over k of m[i, k] v[k].
  ///
  /// A plain loop over pointers, since in a debug build this is two thirds of the time of a test.
  private static func product(_ matrix: Tensor, _ vector: Tensor) -> Tensor {
    var result = [Double](repeating: 0, count: matrix.shape[0])
    let columns = vector.elements.count
    matrix.elements.withUnsafeBufferPointer { m in
      vector.elements.withUnsafeBufferPointer { v in
        guard let v = v.baseAddress, var row = m.baseAddress else { return }
        for index in result.indices {
          var sum = 0.0
          var column = 0
          while column < columns {
            sum += row[column] * v[column]
            column += 1
          }
          result[index] = sum
          row += columns
        }
      }
    }
    return .vector(result)
  }
}
