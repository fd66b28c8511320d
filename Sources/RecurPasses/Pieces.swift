import RecurGraph

extension Region {
  /// The extent in which each product of this block is read, where every use of it is a slice of one
  /// count in this same block: such a product never needs to be stored whole. Only the products of
  /// matrices that are `known` when weights are loaded are looked at.
  func extentsOfPieces(_ known: Set<Value>) -> [Value: Int] {
    var extents: [Value: Int] = [:]
    for node in nodes where node.operation == .product && known.contains(node.operands[0]) {
      extents[node.result] = 0
    }
    func isReadWhole(_ value: Value) { extents[value] = nil }
    for node in nodes {
      if case .slice(_, let count) = node.operation, let extent = extents[node.operands[0]] {
        extents[node.operands[0]] = extent == 0 || extent == count ? count : nil
      } else {
        node.forEachUse(isReadWhole)
      }
    }
    results.forEach(isReadWhole)
    return extents.filter { $0.value > 0 }
  }
}
