import Testing

@testable import RecurEmit

/// What a kernel keeps in registers fits them, on every target and for every size.
@Suite struct TilingTests {
  @Test(arguments: TargetDescription.table.map(\.name), [1, 3, 8, 16, 20, 74, 128, 256, 1000])
  func accumulatorsFitTheRegisters(_ name: String, _ extent: Int) throws {
    let target = try #require(TargetDescription.named(name))
    for streams in 1...4 {
      for rows: Kernel.Rows in [.one, .many(usual: nil), .many(usual: 5), .many(usual: 32)] {
        let sums = (0..<streams).map { ProductGroup.Sum(group: 0, stream: $0) }
        let kernel = Kernel(
          name: "k", tiles: target.tiles(for: extent),
          products: [ProductGroup(weights: 0, vector: 1, offset: 0, depth: 64, sums: sums)],
          nodes: [], sources: [:], stores: [], arguments: [], rows: rows)
        let tilings = Tiling.choose(for: kernel, on: target)
        #expect(tilings.last?.rows == 1)
        for tiling in tilings {
          let vectors = TileBlock.first(of: kernel, tiling).tiles.reduce(0) {
            $0 + $1.vectors(kernel.products[0], of: kernel).count
          }
          #expect(tiling.rows * vectors * tiling.chains[0] < target.registers, "\(tiling)")
          #expect(kernel.isWhole(tiling) || kernel.tiles.whole % tiling.tiles == 0)
        }
      }
    }
  }

  @Test(arguments: [
    (2, 0, 4), (8, 0, 8), (9, 1, 0), (16, 1, 0), (20, 1, 4), (40, 2, 8), (44, 3, 0), (74, 5, 0),
  ])
  func whatIsLeftTakesShorterVectors(_ extent: Int, _ whole: Int, _ tail: Int) {
    let tiles = TargetDescription.x86v4.tiles(for: extent)
    #expect(tiles.whole == whole)
    #expect(tiles.tail == tail)
    #expect(TargetDescription.portable.tiles(for: extent).tail == 0)
  }

  @Test func streamsShareTheVectorsOfANarrowTile() {
    let tiles = TargetDescription.x86v4.tiles(for: 20)
    #expect(tiles.tailVectors(streams: 4) == [TileVector(streams: 0..<4, lanes: 16)])
    #expect(tiles.tailVectors(streams: 3) == [TileVector(streams: 0..<3, lanes: 16)])
    #expect(tiles.tailVectors(streams: 1) == [TileVector(streams: 0..<1, lanes: 4)])
    #expect(
      tiles.tailVectors(streams: 6) == [
        TileVector(streams: 0..<4, lanes: 16), TileVector(streams: 4..<6, lanes: 8),
      ])
    #expect(tiles.size(streams: 4, words: 10) == 10 * (64 + 16))
  }
}
