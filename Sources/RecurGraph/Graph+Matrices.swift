extension Graph {
  /// The bytes of the matrices that the products of `region` and of all regions inside read.
  ///
  /// - Complexity: linear in the number of nodes.
  public func matrixBytes(of region: Region, _ precision: Precision) -> Int {
    region.nodes.reduce(0) { bytes, node in
      if let inner = node.region { return bytes + matrixBytes(of: inner, precision) }
      guard case .product = node.operation else { return bytes }
      let shape = self[node.operands[0]].shape
      return bytes + shape[0] * precision.bytes(inRowOf: shape[1])
    }
  }
}

extension Graph {
  /// The greatest number of elementwise functions in what packing computes at once.
  ///
  /// It computes trees: a value that is used twice counts twice, so that forty squares of squares would be
  /// 2^40 functions. What is larger is computed by kernels.
  private static let largestPackedTree = 64

  /// The values that are the same for all inputs and that packing computes when weights are loaded.
  ///
  /// - Complexity: linear in the number of nodes.
  public var valuesKnownAtLoad: Set<Value> {
    var functions = Dictionary(uniqueKeysWithValues: weightValues.map { ($0, 0) })
    func visit(_ region: Region) {
      for node in region.nodes {
        if let inner = node.region { visit(inner) }
        guard node.operation.isDoneAtLoad else { continue }
        var sum = 0
        var isKnown = true
        for operand in node.operands {
          if let count = functions[operand] { sum += count } else { isKnown = false }
        }
        if case .elementwise = node.operation {
          sum += 1
          isKnown = isKnown && sum <= Self.largestPackedTree
        }
        if isKnown { for result in node.results { functions[result] = sum } }
      }
    }
    visit(body)
    return Set(functions.keys)
  }
}

extension Operation {
  /// Whether packing can do it, with operands that are known when weights are loaded.
  fileprivate var isDoneAtLoad: Bool {
    switch self {
    case .constant, .elementwise, .column, .row, .concatenate, .slice, .gradient(.transpose): true
    default: false
    }
  }
}
