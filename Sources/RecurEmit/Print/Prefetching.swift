import RecurGraph

/// The reads ahead of a kernel for many rows: while one block of tiles is multiplied, those of its rows
/// share out fetching the next one's weights to the second-level cache.
///
/// Only the first rows of a block read weights from farther away than that; without reads ahead they
/// wait for them. 32 LSTMs of 512 units took 85 ms without and 72 ms with them (100 steps, 8 MB of weights
/// read at each, x86-64-v4). Few rows multiply faster than lines arrive that are asked for one by one: 8
/// took 24 ms without and 30 ms with them, 16 the same.
struct Prefetching {
  /// The rows that a call usually has.
  let rows: Int

  /// The reads ahead of `kernel`, or nil if it needs none.
  init?(_ kernel: Kernel, _ tiling: Tiling, on target: TargetDescription) {
    guard case .many(let usual?) = kernel.rows, usual >= 16, !kernel.isWhole(tiling) else {
      return nil
    }
    let words = kernel.products.reduce(0) {
      $0 + kernel.tiles.size(streams: $1.streams, words: $1.precision.tileWords($1.depth))
    }
    guard 4 * words > target.secondCache else { return nil }
    rows = usual
  }

  /// The words of a block of tiles that each row fetches, in whole lines.
  func wordsOfRow(_ block: Int) -> Int { (block / rows).paddedToLine }

  /// The lines to fetch for each of `steps` steps of `rows` rows.
  func lines(_ block: Int, rows: Int, steps: Int) -> Int {
    (rows * wordsOfRow(block)).tiles(of: 16 * Swift.max(steps, 1))
  }
}
