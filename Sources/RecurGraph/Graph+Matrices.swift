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
