import RecurGraph

/// Prints the loops of a kernel's matrix-vector products: each weight vector is loaded once for all rows
/// of a tiling and multiplied by one number of each row's vector.
struct ProductPrinter {
  let kernel: Kernel
  let tiling: Tiling
  /// The tiles that are computed side by side.
  let block: TileBlock
  /// The names of the function's pointers.
  let parameters: [String]
  /// How weights are read ahead, if they are.
  let prefetching: Prefetching?

  /// Prints the loop of one product group, after which every stream has its sum.
  func print(_ index: Int, to printer: inout SwiftPrinter) {
    let group = kernel.products[index]
    let arithmetic = group.precision.arithmetic
    let chains = tiling.chains[index]
    let factors = arithmetic.factors
    let names = AccumulatorNames(kernel: kernel, tiling: tiling, block: block, group: index)
    pointers(names, group, to: &printer)
    for row in 0..<tiling.rows where arithmetic.wordsBehindFactors > 1 {
      printer.print("let \(names.zero(row)) = \(source(names, group, row))[\(group.factors + 1)]")
    }
    eachSum(group) { row, tile, vector in
      let before = sharers(of: vector, in: group).prefix { $0 < index }
      let there = before.map { tiling.chains[$0] }.max() ?? 0
      for chain in there..<max(chains, there, 1) {
        let name = names.accumulator(row, tile, vector, chain)
        let start = chain > 0 ? nil : start(row, tile, vector, group, names)
        printer.print("var \(name) = \(start ?? "\(arithmetic.sum)\(vector.lanes).zero")")
      }
    }
    let words = group.factors / factors
    let whole = words / chains * chains
    if whole > 0 {
      printer.print("var k\(index): Int = 0")
      printer.block("while k\(index) < \(whole * factors) {") { printer in
        for chain in 0..<chains {
          multiply(names, group, chain: chain, to: &printer) { factor in
            let ahead = chain * factors + factor
            return ahead == 0 ? "k\(index)" : "k\(index), \(ahead)"
          }
        }
        for tile in block.tiles {
          printer.print("\(names.weights(tile)) += \(chains * step(tile, group))")
        }
        prefetch(index, words: chains, to: &printer)
        printer.print("k\(index) &+= \(chains * factors)")
      }
    }
    for (chain, word) in (whole..<group.words).enumerated() {
      multiply(names, group, chain: chain, to: &printer) { factor in
        let k = word * factors + factor
        return k < group.factors ? "\(k)" : nil
      }
    }
    eachSum(group) { row, tile, vector in
      let sharers = sharers(of: vector, in: group)
      let chains = sharers.map { tiling.chains[$0] }.max()!
      let sums = (0..<chains).map { names.accumulator(row, tile, vector, $0) }
      guard chains > 1, sharers.last == index else { return }
      printer.print("\(sums[0]) = \(Self.balanced(sums))")
    }
    products(names, group, behind: group.words - whole, to: &printer)
    eachSum(group) { row, tile, vector in
      guard vector.streams.count > 1 || vector.lanes != tile.lanes,
        sharers(of: vector, in: group).last == index
      else { return }
      for (place, stream) in vector.streams.enumerated() {
        let part = Self.part(
          place, of: names.product(row, tile, vector), from: vector.lanes, to: tile.lanes)
        printer.print("let \(names.sum(row, tile, stream)) = \(part)")
      }
    }
  }

  /// The groups that add to the sum of a vector, in order.
  private func sharers(of vector: TileVector, in group: ProductGroup) -> [Int] {
    let sum = group.sums[vector.streams.lowerBound]
    return kernel.products.indices.filter { kernel.products[$0].sums.contains(sum) }
  }

  /// What the sum of a vector starts with; nil for zero.
  private func start(
    _ row: Int, _ tile: BlockTile, _ vector: TileVector, _ group: ProductGroup,
    _ names: AccumulatorNames
  ) -> String? {
    let word = load(vector, of: tile, group, names)
    let zero = "F32x\(vector.lanes)(repeating: \(names.zero(row)))"
    if let start = group.precision.arithmetic.start(word, zero) { return start }
    let source = SourcePrinter(kernel: kernel, parameters: parameters, row: row, tile: tile)
    let starts = group.sums[vector.streams].map { kernel.starts[$0] ?? [] }
    guard starts.contains(where: { !$0.isEmpty }) else { return nil }
    var parts = starts.map { sources in
      sources.isEmpty
        ? "F32x\(tile.lanes).zero" : sources.map(source.vector).joined(separator: " + ")
    }
    while parts.count * tile.lanes < vector.lanes { parts.append("F32x\(tile.lanes).zero") }
    return Self.joined(parts)
  }

  /// The vector that has `parts` side by side, a power of two of them.
  private static func joined(_ parts: some RandomAccessCollection<String>) -> String {
    if parts.count == 1 { return parts.first! }
    let half = parts.count / 2
    return "joinHalves(\(joined(parts.prefix(half))), \(joined(parts.dropFirst(half))))"
  }

  /// Makes products of sums that are none yet.
  ///
  /// - Parameter words: how many words of weights lie behind where the pointers are.
  private func products(
    _ names: AccumulatorNames, _ group: ProductGroup, behind words: Int,
    to printer: inout SwiftPrinter
  ) {
    let arithmetic = group.precision.arithmetic
    guard arithmetic.wordsBehind > 0 else { return }
    for row in 0..<tiling.rows {
      printer.print("let \(names.scale(row)) = \(source(names, group, row))[\(group.factors)]")
    }
    eachSum(group) { row, tile, vector in
      let word = load(vector, of: tile, group, names, after: arithmetic.wordsInFront + words)
      let scale = "F32x\(vector.lanes)(repeating: \(names.scale(row)))"
      let product = arithmetic.product(names.accumulator(row, tile, vector, 0), word, scale)
      printer.print("let \(names.product(row, tile, vector)) = \(product)")
    }
  }

  /// The words of a vector, behind `words` words of each stream.
  private func load(
    _ vector: TileVector, of tile: BlockTile, _ group: ProductGroup, _ names: AccumulatorNames,
    after words: Int = 0
  ) -> String {
    let before = tile.vectors(group, of: kernel).prefix { $0 != vector }.reduce(0) { $0 + $1.lanes }
    return "load\(vector.lanes)(\(names.weights(tile)), \(words * step(tile, group) + before))"
  }

  private func source(_ names: AccumulatorNames, _ group: ProductGroup, _ row: Int) -> String {
    kernel.rows == .one ? parameters[group.vector] : names.vector(row)
  }

  private func eachSum(
    _ group: ProductGroup, _ body: (_ row: Int, _ tile: BlockTile, _ vector: TileVector) -> Void
  ) {
    for row in 0..<tiling.rows {
      for tile in block.tiles {
        for vector in tile.vectors(group, of: kernel) { body(row, tile, vector) }
      }
    }
  }

  /// The words that a tile of a group takes for one factor, or one word of factors.
  private func step(_ tile: BlockTile, _ group: ProductGroup) -> Int {
    tile.vectors(group, of: kernel).reduce(0) { $0 + $1.lanes }
  }

  /// Fetches what belongs to `words` words of weights from the next block of tiles.
  private func prefetch(_ index: Int, words: Int, to printer: inout SwiftPrinter) {
    guard let prefetching, block.isRelative else { return }
    let group = kernel.products[index]
    let lines = prefetching.lines(
      size(of: group) * block.tiles.count, rows: tiling.rows, steps: group.words / words)
    for line in 0..<lines { printer.print("prefetch(ahead\(index), \(16 * line))") }
    printer.print("ahead\(index) += \(16 * lines)")
  }

  /// The words of a whole tile of a group.
  private func size(of group: ProductGroup) -> Int {
    group.precision.tileWords(group.depth) * group.streams * kernel.tiles.lanes
  }

  /// Where each tile's weights and each row's vector start.
  private func pointers(
    _ names: AccumulatorNames, _ group: ProductGroup, to printer: inout SwiftPrinter
  ) {
    let weights = parameters[group.weights]
    let words = group.precision.tileWords(group.depth)
    let size = size(of: group)
    for tile in block.tiles {
      let name = names.weights(tile)
      let start =
        tile.isTail
        ? "\(kernel.tiles.wholeSize(streams: group.streams, words: words))"
        : !tile.isRelative
          ? "\(tile.index * size)"
          : (tile.index == 0 ? "tile" : "(tile &+ \(tile.index))") + " &* \(size)"
      printer.print("var \(name): UnsafePointer<Float> = \(weights) + \(start)")
    }
    if let prefetching, block.isRelative {
      let part = prefetching.wordsOfRow(size * block.tiles.count)
      printer.print(
        """
        let fetched\(names.group): Int = next &* \(size) &+ row &* \(part)
        var ahead\(names.group): UnsafePointer<Float> = \(weights) + fetched\(names.group)
        """)
    }
    for row in 0..<tiling.rows where kernel.rows != .one {
      let vector = parameters[group.vector]
      let start = "\(vector) + \(kernel.offset(ofRow: row, in: group.vector))"
      printer.print("let \(names.vector(row)): UnsafePointer<Float> = \(start)")
    }
  }

  /// Multiplies the words of all streams that belong to `chain`.
  ///
  /// - Parameter position: the place of each factor in the vector, perhaps as the arguments of a sum, or nil
  ///   past its end, where weights are padding and what they would be multiplied by may be anything.
  private func multiply(
    _ names: AccumulatorNames, _ group: ProductGroup, chain: Int,
    to printer: inout SwiftPrinter, position: (_ factor: Int) -> String?
  ) {
    let arithmetic = group.precision.arithmetic
    let widest = block.tiles.flatMap { $0.vectors(group, of: kernel) }.map(\.lanes).max()!
    for index in 0..<arithmetic.factors {
      guard let k = position(index) else { continue }
      let place = chain * arithmetic.factors + index
      for row in 0..<tiling.rows {
        let factor = "broadcast\(widest)(\(source(names, group, row)), \(k))"
        printer.print("let \(names.factor(row, place)) = \(factor)")
      }
      for tile in block.tiles {
        for vector in tile.vectors(group, of: kernel) {
          let word = load(vector, of: tile, group, names, after: arithmetic.wordsInFront + chain)
          var weights = arithmetic.weights(index, of: word)
          if tiling.rows > 1 {
            let name = names.weight(tile, vector, place)
            printer.print("let \(name) = \(weights)")
            weights = name
          }
          for row in 0..<tiling.rows {
            let sum = names.accumulator(row, tile, vector, chain)
            let factor = Self.part(
              0, of: names.factor(row, place), from: widest, to: vector.lanes)
            printer.print("\(sum) = \(arithmetic.multiplyAdd(weights, factor, sum))")
          }
        }
      }
    }
  }

  /// The sum of vectors by halves, the shortest chain of additions.
  private static func balanced(_ names: some RandomAccessCollection<String>) -> String {
    if names.count == 1 { return names.first! }
    let halves = [names.prefix(names.count / 2), names.dropFirst(names.count / 2)]
    return halves.map { $0.count == 1 ? $0.first! : "(\(balanced($0)))" }.joined(separator: " + ")
  }

  /// The `place`-th part with `lanes` lanes of a vector with `width`.
  private static func part(
    _ place: Int, of vector: String, from width: Int, to lanes: Int
  ) -> String {
    if width == lanes { return vector }
    let half = width / 2
    let isLow = place * lanes < half
    return part(
      isLow ? place : place - half / lanes, of: "\(isLow ? "lowHalf" : "highHalf")(\(vector))",
      from: half, to: lanes)
  }
}
