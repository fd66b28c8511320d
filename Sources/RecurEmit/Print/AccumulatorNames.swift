/// The local names in one product loop; a name shows only the indices that vary.
struct AccumulatorNames {
  let kernel: Kernel
  let tiling: Tiling
  let block: TileBlock
  /// The product group.
  let group: Int

  /// The sum of a stream, which may be one that a group before starts.
  func sum(_ row: Int, _ tile: BlockTile, _ stream: Int) -> String {
    let sum = kernel.products[group].sums[stream]
    return "sum\(sum.group)_\(sum.stream)\(suffix(row, tile))"
  }

  /// One of the sums of a vector of streams: of a single one the stream's own, unless a product is still
  /// to be made of it.
  ///
  /// It may be one that a group before starts.
  func accumulator(_ row: Int, _ tile: BlockTile, _ vector: TileVector, _ chain: Int) -> String {
    let suffix = chain == 0 ? "" : "_\(chain + 1)"
    if arithmetic.wordsBehind > 0 {
      return "integers\(group)_\(vector.streams.lowerBound)\(self.suffix(row, tile))\(suffix)"
    }
    return product(row, tile, vector) + suffix
  }

  /// The product of a vector of streams: of a single one the stream's own sum.
  func product(_ row: Int, _ tile: BlockTile, _ vector: TileVector) -> String {
    let sum = kernel.products[group].sums[vector.streams.lowerBound]
    let isOne = vector.streams.count == 1 && vector.lanes == tile.lanes
    return "sum\(isOne ? "" : "s")\(sum.group)_\(sum.stream)\(suffix(row, tile))"
  }

  /// What turns a row's integers into numbers.
  func scale(_ row: Int) -> String { "scale\(group)_\(row)" }

  /// What stands for zero in a row's vector.
  func zero(_ row: Int) -> String { "zero\(group)_\(row)" }

  /// The pointer to the next weights of a tile.
  func weights(_ tile: BlockTile) -> String {
    "p\(group)\(block.tiles.count > 1 ? "_\(tile.index)" : "")"
  }

  /// One vector of weights.
  func weight(_ tile: BlockTile, _ vector: TileVector, _ chain: Int) -> String {
    "w\(group)_\(tile.index)_\(vector.streams.lowerBound)_\(chain)"
  }

  /// The vector that a row multiplies with.
  func vector(_ row: Int) -> String { "x\(group)_\(row)" }

  /// One element of it, in all lanes.
  func factor(_ row: Int, _ chain: Int) -> String { "u\(group)_\(row)_\(chain)" }

  private var arithmetic: any ProductArithmetic { kernel.products[group].precision.arithmetic }

  private func suffix(_ row: Int, _ tile: BlockTile) -> String {
    (tiling.rows > 1 ? "_r\(row)" : "") + block.suffix(tile)
  }
}
