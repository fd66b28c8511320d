/// The local names in one product loop; a name shows only the indices that vary.
struct AccumulatorNames {
  let kernel: Kernel
  let tiling: Tiling
  /// The product group.
  let group: Int

  /// The sum of a stream.
  func accumulator(_ row: Int, _ tile: Int, _ stream: Int, _ chain: Int) -> String {
    let suffix = chain == 0 ? "" : "_\(chain + 1)"
    return "sum\(group)_\(stream)\(block(row, tile))\(suffix)"
  }

  /// Every sum.
  func all(chains: Int) -> [String] {
    var names: [String] = []
    for row in 0..<tiling.rows {
      for tile in 0..<tiling.tiles {
        for stream in 0..<kernel.products[group].streams {
          for chain in 0..<chains { names.append(accumulator(row, tile, stream, chain)) }
        }
      }
    }
    return names
  }

  /// The pointer to the next weights of a tile.
  func weights(_ tile: Int) -> String { "p\(group)\(tiling.tiles > 1 ? "_\(tile)" : "")" }

  /// One vector of weights.
  func weight(_ tile: Int, _ stream: Int, _ chain: Int) -> String {
    "w\(group)_\(tile)_\(stream)_\(chain)"
  }

  /// The vector that a row multiplies with.
  func vector(_ row: Int) -> String { "x\(group)_\(row)" }

  /// One element of it, in all lanes.
  func factor(_ row: Int, _ chain: Int) -> String { "u\(group)_\(row)_\(chain)" }

  private func block(_ row: Int, _ tile: Int) -> String {
    (tiling.rows > 1 ? "_r\(row)" : "") + (tiling.tiles > 1 ? "_t\(tile)" : "")
  }
}
