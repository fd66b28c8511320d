import RecurGraph

extension Kernel {
  /// Makes products of different vectors whose results are only added to each other go on with one sum,
  /// `W @ x + U @ h` say: a block of many rows then needs half the registers.
  ///
  /// Sums of integers, each with a scale of its own, cannot be shared.
  /// In a narrower tile streams lie side by side in one vector, so that all of a group share or none.
  mutating func shareSums() {
    guard !products.contains(where: { $0.precision.arithmetic.wordsBehind > 0 }) else { return }
    var sharing = self
    sharing.mergeSums()
    if tiles.tail == 0 || sharing.sharesGroupsOnly { self = sharing }
  }

  private mutating func mergeSums() {
    var readers: [Value: Int] = [:]
    for node in nodes { for operand in node.operands { readers[operand, default: 0] += 1 } }
    for (value, _) in stores { readers[value, default: 0] += 1 }
    var holders: [ProductGroup.Sum: Int] = [:]
    for case .stream(let group, let stream) in sources.values {
      holders[products[group].sums[stream], default: 0] += 1
    }
    var kept: [Node] = []
    for node in nodes {
      let sums = node.operands.compactMap { operand -> ProductGroup.Sum? in
        guard case .stream(let group, let stream)? = sources[operand], readers[operand] == 1 else {
          return nil
        }
        let sum = products[group].sums[stream]
        return holders[sum] == 1 ? sum : nil
      }.sorted { $0.group < $1.group }
      guard node.operation == .elementwise(.add), sums.count == 2, sums[0].group != sums[1].group
      else {
        kept.append(node)
        continue
      }
      for group in products.indices {
        products[group].sums = products[group].sums.map { $0 == sums[1] ? sums[0] : $0 }
      }
      for operand in node.operands { sources[operand] = nil }
      sources[node.result] = .stream(group: sums[0].group, stream: sums[0].stream)
    }
    nodes = kept
  }

  /// Whether each group starts all of its sums or goes on with all those of another, stream by stream.
  private var sharesGroupsOnly: Bool {
    products.indices.allSatisfy { group in
      let first = products[group].sums[0].group
      return products[group].streams == products[first].streams
        && products[group].sums.enumerated().allSatisfy {
          $1 == ProductGroup.Sum(group: first, stream: $0)
        }
    }
  }
}
