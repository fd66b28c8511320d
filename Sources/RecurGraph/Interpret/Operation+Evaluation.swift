extension Operation {
  /// The result, of `shape`, for operands that have no time axis.
  func evaluate(_ operands: [Tensor], shape: [Int]) -> Tensor {
    switch self {
    case .elementwise(let function):
      let count = shape.reduce(1, *)
      let elements = (0..<count).map { index in
        function.evaluate(operands.map { $0.shape.isEmpty ? $0.elements[0] : $0.elements[index] })
      }
      return Tensor(shape: shape, elements: elements)
    case .product:
      return Self.product(operands[0], operands[1])
    case .reduce(.sum):
      return .scalar(operands[0].elements.reduce(0, +))
    case .reduce(.maximum):
      return .scalar(operands[0].elements.reduce(-.infinity, Double.maximum))
    case .argmax:
      let elements = operands[0].elements
      var best = 0
      for index in elements.indices where elements[index] > elements[best] { best = index }
      return .scalar(Double(best))
    case .gather:
      return operands[0][Int(operands[1].elements[0])]
    case .concatenate:
      return .join(operands, shape: shape)
    case .slice(let start, let count):
      return operands[0].slice(start, count: count, shape: shape)
    case .constant, .element, .reverse, .sequence, .scan, .generate, .kernel:
      preconditionFailure("\(self) is not pointwise over time")
    }
  }

  /// y[i] = sum over k of m[i, k] v[k]. Through pointers, since checked arrays in a debug build would
  /// be most of the time of a test.
  private static func product(_ matrix: Tensor, _ vector: Tensor) -> Tensor {
    let columns = vector.elements.count
    return matrix.elements.withUnsafeBufferPointer { m in
      vector.elements.withUnsafeBufferPointer { v in
        .vector(
          (0..<matrix.shape[0]).map { row in
            var sum = 0.0
            for column in 0..<columns { sum += m[row * columns + column] * v[column] }
            return sum
          })
      }
    }
  }
}
