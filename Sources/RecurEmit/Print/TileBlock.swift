/// The tiles that a kernel computes side by side.
struct TileBlock {
  let tiles: [BlockTile]

  /// The whole tiles of one iteration, with the narrower one if that is all there is.
  static func first(of kernel: Kernel, _ tiling: Tiling) -> TileBlock {
    let isWhole = kernel.isWhole(tiling)
    var tiles = (0..<tiling.tiles).map {
      BlockTile(
        index: $0, start: $0 * kernel.tiles.lanes, lanes: kernel.tiles.lanes,
        isRelative: !isWhole, isTail: false)
    }
    if isWhole { tiles += tail(of: kernel, index: tiles.count)?.tiles ?? [] }
    return TileBlock(tiles: tiles)
  }

  /// The narrower tile by itself, if there is one.
  static func tail(of kernel: Kernel, index: Int = 0) -> TileBlock? {
    guard kernel.tiles.tail > 0 else { return nil }
    return TileBlock(tiles: [
      BlockTile(
        index: index, start: kernel.tiles.whole * kernel.tiles.lanes, lanes: kernel.tiles.tail,
        isRelative: false, isTail: true)
    ])
  }

  /// Whether it is one of many, whose place a loop tells.
  var isRelative: Bool { tiles.contains(where: \.isRelative) }

  /// What a local name of the tile ends in, which tells it from those of its neighbours.
  func suffix(_ tile: BlockTile) -> String { tiles.count > 1 ? "_t\(tile.index)" : "" }
}

/// One tile of a block.
struct BlockTile {
  /// Its position among its neighbours.
  let index: Int
  /// The elements in front of it.
  let start: Int
  /// Its lanes.
  let lanes: Int
  /// Whether it is one of many, and `start` counts from the first of the iteration.
  let isRelative: Bool
  /// Whether it is the narrower one, in whose products streams lie side by side.
  let isTail: Bool

  /// The vectors of a product group.
  func vectors(_ group: ProductGroup, of kernel: Kernel) -> [TileVector] {
    isTail
      ? kernel.tiles.tailVectors(streams: group.streams)
      : kernel.tiles.wholeVectors(streams: group.streams)
  }
}

extension Kernel {
  /// Whether one iteration does all whole tiles.
  func isWhole(_ tiling: Tiling) -> Bool { tiles.whole == tiling.tiles }
}
