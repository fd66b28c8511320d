import RecurGraph

extension KernelPlacement {
  /// Moves work to the kernel that reads it, where less needs to be stored between kernels then.
  ///
  /// Twice: first whole connected pieces of a kernel that only later ones read (the recurrent product
  /// of a second layer, which could run beside the first layer but whose sum waits for it), then
  /// single nodes that have no more than one operand which would have to be stored instead.
  ///
  /// - Complexity: linear in the number of nodes, but for a sort by level.
  mutating func sink(_ region: Region) {
    sinkConnectedPieces(of: region)
    sinkSingleNodes(of: region)
  }

  private mutating func sinkConnectedPieces(of region: Region) {
    let values = region.nodes.flatMap(\.results).filter { key(of: $0) != nil }
    var sets = DisjointSets(values)
    for value in values {
      for reader in readers[value, default: []] where key(of: reader) == key(of: value) {
        sets.join(value, reader)
      }
    }
    var members: [Value: [Value]] = [:]
    for value in values { members[sets.representative(of: value), default: []].append(value) }
    let connected = values.compactMap { members[$0] }
    let latestFirst = connected.sorted { key(of: $0[0])!.level > key(of: $1[0])!.level }
    for piece in latestFirst {
      let level = key(of: piece[0])!.level
      guard !piece.contains(where: isReadWhole.contains) else { continue }
      let later = piece.flatMap { readers[$0, default: []] }
        .map { key(of: $0)!.level }.filter { $0 > level }
      guard let target = later.min() else { continue }
      for value in piece { move(value, to: target) }
    }
  }

  private mutating func sinkSingleNodes(of region: Region) {
    var crosses = Set(readers.keys.filter(isYielded))
    crosses.formUnion(isReadWhole)
    for node in region.nodes.reversed() {
      guard let key = key(of: node.results[0]) else { continue }
      // The pieces of a product move with it.
      if isPiece.contains(node.result) { continue }
      let moved = [node.result] + readers[node.result, default: []].filter(isPiece.contains)
      guard !moved.contains(where: isReadWhole.contains) else { continue }
      let levels = moved.flatMap { readers[$0, default: []] }
        .filter { !isPiece.contains($0) }.map { self.key(of: $0)!.level }
      guard let target = levels.min(), target > key.level else { continue }
      let beside = Set(node.operands.filter { self.key(of: $0) == key })
      guard beside.count(where: { !crosses.contains($0) }) <= 1 else { continue }
      for value in moved { move(value, to: target) }
      crosses.formUnion(beside)
    }
  }
}

/// Which values are connected with each other.
private struct DisjointSets {
  private var parents: [Value: Value]

  init(_ values: [Value]) {
    parents = Dictionary(uniqueKeysWithValues: values.map { ($0, $0) })
  }

  /// The value that stands for all those connected with `value`.
  mutating func representative(of value: Value) -> Value {
    var value = value
    while let parent = parents[value], parent != value {
      parents[value] = parents[parent]
      value = parent
    }
    return value
  }

  mutating func join(_ a: Value, _ b: Value) {
    parents[representative(of: b)] = representative(of: a)
  }
}
