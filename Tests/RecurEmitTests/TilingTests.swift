import Testing

@testable import RecurEmit

/// What a kernel keeps in registers fits them, on every target and for every size.
@Suite struct TilingTests {
  @Test(arguments: TargetDescription.table.map(\.name), [1, 3, 8, 16, 20, 74, 128, 256, 1000])
  func accumulatorsFitTheRegisters(_ name: String, _ extent: Int) throws {
    let target = try #require(TargetDescription.named(name))
    for streams in 1...4 {
      for isSequence in [false, true] {
        let kernel = Kernel(
          name: "k", extent: extent, lanes: target.lanes(for: extent),
          products: [ProductGroup(weights: 0, vector: 1, offset: 0, depth: 64, streams: streams)],
          nodes: [], sources: [:], stores: [], arguments: [], isSequence: isSequence)
        let tilings = Tiling.choose(for: kernel, on: target)
        #expect(tilings.last?.rows == 1)
        for tiling in tilings {
          let used = tiling.rows * tiling.tiles * streams * tiling.chains[0]
          #expect(used < target.registers, "\(tiling)")
          #expect(extent.tiles(of: kernel.lanes) % tiling.tiles == 0)
        }
      }
    }
  }

  @Test func shortExtentsTakeShortVectors() {
    #expect(TargetDescription.x86v4.lanes(for: 2) == 4)
    #expect(TargetDescription.x86v4.lanes(for: 8) == 8)
    #expect(TargetDescription.x86v4.lanes(for: 9) == 16)
    #expect(TargetDescription.portable.lanes(for: 9) == 4)
  }
}
