extension Graph {
  /// The values of the outermost block, none of them a sequence, that all rows of a batch have in common:
  /// weights, sums over rows, and what is computed of these alone.
  ///
  /// - Complexity: linear in the number of nodes.
  public var valuesOfAllRows: Set<Value> {
    var found = Set(weightValues)
    for node in body.nodes {
      switch node.operation {
      case .scan, .generate: continue
      case let operation where operation.sumsRows: break
      default:
        let used = node.operands + (node.region?.freeValues ?? [])
        guard used.allSatisfy(found.contains) else { continue }
      }
      found.formUnion(node.results.filter { self[$0].length == nil })
    }
    return found
  }
}

extension Operation {
  /// Whether the result is a sum over the rows of a batch.
  public var sumsRows: Bool {
    switch self {
    case .gradient(.outerSum), .gradient(.total), .gradient(.scatter): true
    default: false
    }
  }
}
