import RecurGraph

extension Kernel {
  /// Takes additions to sums of products in where the sums are made.
  ///
  /// Products of different vectors whose results are only added to each other go on with one sum,
  /// `W @ x + U @ h` say: a block of many rows then needs half the registers, and nothing is left to add
  /// once the last factor is there. Values from outside that are added are what the sum starts with,
  /// a bias or, in `v + b + U @ h`, the total of two.
  ///
  /// Sums of integers, each with a scale of its own, stay as they are.
  /// In a narrower tile streams lie side by side in one vector, so that all of a group share or none.
  mutating func takeInAdditions() {
    guard !products.contains(where: { $0.precision.arithmetic.wordsBehind > 0 }) else { return }
    var sharing = self
    sharing.takeInAdditions(ofSums: true)
    if tiles.tail == 0 || sharing.sharesGroupsOnly {
      self = sharing
    } else {
      takeInAdditions(ofSums: false)
    }
  }

  private mutating func takeInAdditions(ofSums: Bool) {
    var kept: [Node] = []
    var totals: [Value: Total] = [:]
    let (readers, lone) = (readers, loneSums)
    for node in nodes {
      guard node.operation == .elementwise(.add) else {
        kept.append(node)
        continue
      }
      let read = node.operands.filter { readers[$0] == 1 }
      let sums = read.compactMap { sources[$0]?.sum(of: products) }
        .filter(lone.contains).sorted { $0.group < $1.group }
      let others = node.operands.compactMap { operand in
        sources[operand].flatMap { $0.isFromOutside ? Total(sources: [$0]) : nil }
          ?? (readers[operand] == 1 ? totals[operand] : nil)
      }
      if ofSums, sums.count == 2, sums[0].group != sums[1].group {
        for group in products.indices {
          products[group].sums = products[group].sums.map { $0 == sums[1] ? sums[0] : $0 }
        }
        if let start = starts.removeValue(forKey: sums[1]) { starts[sums[0], default: []] += start }
      } else if sums.count == 1, others.count == 1 {
        starts[sums[0], default: []] += others[0].sources
        kept.removeAll { others[0].values.contains($0.result) }
      } else {
        if others.count == 2 {
          totals[node.result] = Total(
            sources: others[0].sources + others[1].sources,
            values: others[0].values + others[1].values + [node.result])
        }
        kept.append(node)
        continue
      }
      for operand in read { sources[operand] = nil }
      sources[node.result] = .stream(group: sums[0].group, stream: sums[0].stream)
    }
    nodes = kept
  }

  /// What is added up from outside.
  private struct Total {
    var sources: [Source]
    /// The sums on the way.
    var values: [Value] = []
  }

  /// How often each value is read.
  private var readers: [Value: Int] {
    var readers: [Value: Int] = [:]
    for node in nodes { for operand in node.operands { readers[operand, default: 0] += 1 } }
    for (value, _) in stores { readers[value, default: 0] += 1 }
    return readers
  }

  /// The sums that only one value stands for.
  private var loneSums: Set<ProductGroup.Sum> {
    let values = Dictionary(grouping: sources.values.compactMap { $0.sum(of: products) }) { $0 }
    return Set(values.filter { $0.value.count == 1 }.keys)
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

extension Kernel.Source {
  /// The sum that is meant, if one is.
  fileprivate func sum(of products: [ProductGroup]) -> ProductGroup.Sum? {
    guard case .stream(let group, let stream) = self else { return nil }
    return products[group].sums[stream]
  }

  /// Whether it is there before the kernel starts.
  fileprivate var isFromOutside: Bool {
    switch self {
    case .vector, .scalar, .column, .across, .constant: true
    case .stream, .computed: false
    }
  }
}
