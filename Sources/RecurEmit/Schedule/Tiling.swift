/// How much of a kernel is in registers at once.
struct Tiling: Hashable {
  /// Rows that share each weight vector loaded.
  var rows: Int
  /// Tiles side by side.
  var tiles: Int
  /// The independent sums for each stream of each product group, so that one multiply-add need not
  /// wait for the one before.
  var chains: [Int]

  /// The tilings of a kernel: one for a vector, or for many rows several of the same tiles, by falling
  /// number of rows.
  ///
  /// The last always has one row, so that every number of rows can be done, each once: a state that is
  /// updated in place must not be updated twice.
  static func choose(for kernel: Kernel, on target: TargetDescription) -> [Tiling] {
    guard case .many(let usual) = kernel.rows, !kernel.products.isEmpty else {
      return [one(for: kernel, on: target)]
    }
    let widest = blocked(for: kernel, on: target)
    var rows = [widest.rows]
    if let usual {
      // As many blocks as it takes, all of nearly the same size: 32 rows are 6 + 6 + 5 + 5 + 5 + 5.
      let blocks = usual.tiles(of: widest.rows)
      rows = [usual.tiles(of: blocks)]
      if usual % blocks > 0 { rows.append(rows[0] - 1) }
    }
    for fewer in [2, 1] where fewer < rows.last! { rows.append(fewer) }
    return rows.map { rows in
      var tiling = Tiling(rows: rows, tiles: widest.tiles, chains: [])
      tiling.chains = kernel.products.map { chains(of: $0, in: tiling, kernel, on: target) }
      return tiling
    }
  }

  /// The chains of a group that keep enough multiply-adds in flight.
  private static func chains(
    of group: ProductGroup, in tiling: Tiling, _ kernel: Kernel, on target: TargetDescription
  ) -> Int {
    let sums =
      tiling.rows
      * (tiling.tiles * group.streams + kernel.tailVectors(group, besides: tiling.tiles))
    let all =
      tiling.rows
      * (tiling.tiles * kernel.ownSums + kernel.tailVectors(besides: tiling.tiles))
    return chains(of: sums, among: all, until: target.chains, words: group.words, on: target)
  }

  /// Twice as many chains as long as there are fewer than `wanted`, each has words to add up, and all
  /// accumulators fit the registers.
  ///
  /// - Parameters:
  ///   - sums: the accumulators of one chain of a group, `all` those of all groups.
  ///   - words: the words that the chains share.
  private static func chains(
    of sums: Int, among all: Int, until wanted: Int, words: Int, on target: TargetDescription
  ) -> Int {
    var chains = 1
    while chains * sums < wanted, chains < 4, words >= 4 * chains,
      all + (2 * chains - 1) * sums <= accumulators(target)
    {
      chains *= 2
    }
    return chains
  }

  /// The accumulators that leave room for the weights and factors.
  private static func accumulators(_ target: TargetDescription) -> Int { target.registers * 3 / 4 }

  /// The greatest number of statements in a kernel's epilogues: straight-line code of more than a few
  /// hundred takes the Swift compiler long (250: 0.8 s, 500: 1.4 s, 1000: 4.7 s).
  private static let statementBudget = 240

  private static func one(for kernel: Kernel, on target: TargetDescription) -> Tiling {
    let count = kernel.tiles.whole
    let streams = kernel.products.reduce(0) { $0 + $1.streams }
    if kernel.columns != nil { return matrices(for: kernel, on: target) }
    guard streams > 0 else { return Tiling(rows: 1, tiles: Swift.min(count, 1), chains: []) }
    let most = accumulators(target)
    let narrowest = kernel.products.map(\.streams).min()!
    var tiles = Swift.min(count, 1)
    for candidate in 1...8
    where candidate <= count && count % candidate == 0
      && candidate * streams + kernel.tailVectors(besides: candidate) <= most
      && candidate * kernel.nodes.count <= statementBudget && tiles * narrowest < target.chains / 2
    {
      tiles = candidate
    }
    // Where there is no next tile whose products could run meanwhile, the chains' length counts:
    // an LSTM of 16 + 16 takes 43 ns a step with twice the chains that throughput needs, 52 without
    // (`recur bench`, x86-64-v4).
    let wanted = tiles == count ? 2 * target.chains : target.chains
    let all = streams * tiles + kernel.tailVectors(besides: tiles)
    let chains = kernel.products.map { group in
      let vectors = group.streams * tiles + kernel.tailVectors(group, besides: tiles)
      return Self.chains(of: vectors, among: all, until: wanted, words: group.depth, on: target)
    }
    return Tiling(rows: 1, tiles: tiles, chains: chains)
  }

  /// As many tiles as hide the latency of adding to a sum, as long as what stays in registers for all
  /// columns, and about four values of each tile's computation, fit.
  private static func matrices(
    for kernel: Kernel, on target: TargetDescription
  ) -> Tiling {
    let count = kernel.tiles.whole
    let fixed = Set(kernel.nodes.flatMap(\.operands)).count {
      if case .vector? = kernel.sources[$0] { true } else { false }
    }
    var tiles = Swift.min(count, 1)
    for candidate in [2, 4]
    where candidate <= count && count % candidate == 0
      && candidate * (kernel.sums.count + fixed + 4) <= target.registers
      && candidate * kernel.nodes.count <= statementBudget
    {
      tiles = candidate
    }
    return Tiling(rows: 1, tiles: tiles, chains: [])
  }

  private static func blocked(
    for kernel: Kernel, on target: TargetDescription
  ) -> (rows: Int, tiles: Int) {
    let count = kernel.tiles.whole
    let streams = kernel.ownSums
    let most = accumulators(target)
    let unpacked = kernel.products.contains { $0.precision.arithmetic.factors > 1 }
    var best = (cost: Double.infinity, rows: 1, tiles: Swift.min(count, 1))
    for tiles in 0...8 where tiles <= count && (count == 0 || tiles > 0 && count % tiles == 0) {
      let vectors = tiles * streams + kernel.tailVectors(besides: tiles)
      for rows in 1...6
      where rows * vectors <= most
        && rows * (tiles + 1) * max(kernel.nodes.count, 1) <= statementBudget
        // Words that hold several weights stay in registers until the last is used.
        && (!unpacked || (rows + 1) * (vectors + 1) < target.registers)
      {
        // Loads for each multiply-add: a weight serves all rows, a factor all streams of all tiles.
        let groups = kernel.products.map {
          (depth: $0.depth, vectors: $0.streams * tiles + kernel.tailVectors($0, besides: tiles))
        }
        let loads = groups.reduce(0) { $0 + $1.depth * ($1.vectors + rows) }
        let adds = groups.reduce(0) { $0 + $1.depth * $1.vectors * rows }
        let cost = Double(loads) / Double(adds)
        if cost < best.cost { best = (cost, rows, tiles) }
      }
    }
    return (best.rows, best.tiles)
  }
}

extension Kernel {
  /// The number of sums that the products add to.
  var ownSums: Int {
    products.indices.reduce(0) { $0 + products[$1].ownSums(of: $1) }
  }

  /// The vectors of a group in the narrower tile, if that is done together with `tiles` whole ones.
  fileprivate func tailVectors(_ group: ProductGroup, besides tiles: Int) -> Int {
    guard self.tiles.tail > 0, tiles == self.tiles.whole else { return 0 }
    return self.tiles.tailVectors(streams: group.streams).count
  }

  /// The same of all groups that do not go on with sums of others.
  fileprivate func tailVectors(besides tiles: Int) -> Int {
    products.indices.reduce(0) { count, index in
      let isOwn = products[index].ownSums(of: index) > 0
      return count + (isOwn ? tailVectors(products[index], besides: tiles) : 0)
    }
  }
}
