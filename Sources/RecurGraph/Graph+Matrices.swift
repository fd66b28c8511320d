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
  public static let largestPackedTree = 64

  /// The greatest number of weights and constants that packing joins in one value, each counted as often as it
  /// is joined: thirty joins of a value with itself would be 2^30. Of more, vectors are joined while running.
  public static let mostPackedParts = 1000

  /// The values that are the same for all inputs and that packing computes when weights are loaded.
  ///
  /// - Complexity: linear in the number of nodes.
  public var valuesKnownAtLoad: Set<Value> {
    var trees = Dictionary(
      uniqueKeysWithValues: weightValues.map { ($0, (functions: 0, parts: 1)) })
    func visit(_ region: Region) {
      for node in region.nodes {
        if let inner = node.region { visit(inner) }
        guard node.operation.isDoneAtLoad else { continue }
        var tree = (functions: 0, parts: node.operands.isEmpty ? 1 : 0)
        var isKnown = true
        for operand in node.operands {
          guard let part = trees[operand] else {
            isKnown = false
            break
          }
          tree.functions += part.functions
          tree.parts += part.parts
        }
        if case .elementwise = node.operation {
          tree.functions += 1
          isKnown = isKnown && tree.functions <= Self.largestPackedTree
        }
        if node.operation == .concatenate {
          isKnown = isKnown && tree.parts <= Self.mostPackedParts
        }
        if isKnown { for result in node.results { trees[result] = tree } }
      }
    }
    visit(body)
    return Set(trees.keys)
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
