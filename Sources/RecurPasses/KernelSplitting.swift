import RecurGraph

extension KernelPlacement {
  /// The greatest number of elementwise functions in one kernel.
  ///
  /// A kernel is one straight-line function, which takes the Swift compiler more than twice as long
  /// when it is twice as long. No cell of the prelude comes near; what is longer is cut into kernels
  /// that hand vectors on.
  static let largestKernel = 96

  /// Cuts kernels that are too long into parts, in the order of the nodes.
  mutating func split(_ region: Region) {
    var counts: [KernelKey: Int] = [:]
    for node in region.nodes {
      guard case .kernel(var key)? = places[node.results[0]], !isPiece.contains(node.results[0])
      else { continue }
      let count = counts[key, default: 0]
      if case .elementwise = node.operation { counts[key] = count + 1 }
      key.part = count / Self.largestKernel
      // The pieces of a product stay with it.
      for value in [node.result] + readers[node.result, default: []].filter(isPiece.contains) {
        places[value] = .kernel(key)
      }
    }
  }
}
