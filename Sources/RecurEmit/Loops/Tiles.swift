/// How the elements of a result are shared out to vectors: whole tiles of `lanes`, then a narrower one if
/// what is left fits it.
struct Tiles: Hashable {
  /// The elements.
  let extent: Int
  /// The lanes of a whole tile.
  let lanes: Int
  /// The number of whole tiles, of which the last may be padded.
  let whole: Int
  /// The lanes of the narrower tile behind them, or 0.
  let tail: Int
  /// The vector lengths there are, longest first.
  private let lengths: [Int]

  /// Shares out `extent` elements to vectors of the given lengths, longest first.
  init(_ extent: Int, lengths: [Int]) {
    self.extent = extent
    self.lengths = lengths
    lanes = lengths[0]
    let rest = extent % lanes
    tail = rest == 0 ? 0 : lengths.dropFirst().last { $0 >= rest } ?? 0
    whole = tail > 0 ? extent / lanes : extent.tiles(of: lanes)
  }

  /// The number of tiles.
  var count: Int { whole + (tail > 0 ? 1 : 0) }

  /// The lanes of all tiles that are used.
  var widths: Set<Int> { Set((whole > 0 ? [lanes] : []) + (tail > 0 ? [tail] : [])) }

  /// The vectors in which the streams of a product lie in the narrower tile: as many streams side by side
  /// in each as it has room for.
  func tailVectors(streams: Int) -> [TileVector] {
    let most = lanes / tail
    return stride(from: 0, to: streams, by: most).map { first in
      let streams = first..<min(first + most, streams)
      return TileVector(streams: streams, lanes: lengths.last { $0 >= streams.count * tail }!)
    }
  }

  /// The vectors of a whole tile: one for each stream.
  func wholeVectors(streams: Int) -> [TileVector] {
    (0..<streams).map { TileVector(streams: $0..<$0 + 1, lanes: lanes) }
  }

  /// The words of weights in the narrower tile that multiply one factor.
  func tailStep(streams: Int) -> Int {
    tail == 0 ? 0 : tailVectors(streams: streams).reduce(0) { $0 + $1.lanes }
  }

  /// The words of packed weights in front of the narrower tile.
  func wholeSize(streams: Int, words: Int) -> Int { whole * words * streams * lanes }

  /// The words of packed weights of all tiles.
  func size(streams: Int, words: Int) -> Int {
    wholeSize(streams: streams, words: words) + words * tailStep(streams: streams)
  }
}

/// One vector of a tile's products: the streams that lie side by side in it.
struct TileVector: Hashable {
  var streams: Range<Int>
  var lanes: Int
}
