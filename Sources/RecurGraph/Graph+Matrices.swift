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
  /// The values that are the same for all inputs and that packing can compute when weights are loaded.
  ///
  /// - Complexity: linear in the number of nodes.
  public var valuesKnownAtLoad: Set<Value> {
    var known = Set(weightValues)
    func visit(_ region: Region) {
      for node in region.nodes {
        if node.operation.isDoneAtLoad, node.operands.allSatisfy(known.contains) {
          known.formUnion(node.results)
        }
        if let inner = node.region { visit(inner) }
      }
    }
    visit(body)
    return known
  }
}

extension Operation {
  /// Whether packing can do it, with operands that are known when weights are loaded.
  fileprivate var isDoneAtLoad: Bool {
    switch self {
    case .constant, .elementwise, .column, .row, .concatenate, .slice: true
    default: false
    }
  }
}
