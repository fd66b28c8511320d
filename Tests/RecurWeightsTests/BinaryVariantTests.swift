import RecurWeights
import Testing

@testable import RecurBinary

/// Which variant of an executable runs.
@Suite("Variants") struct BinaryVariantTests {
  private static let variants = [("old", Int32(0)), ("new", 3), ("newest", 4)].map { name, level in
    BinaryVariant(target: name, cpuLevel: level, run: { level })
  }

  private func choice(_ level: Int32, _ chosen: String?, of variants: [BinaryVariant]) -> String {
    do throws(RecurFault) {
      return try BinaryVariant.best(of: variants, cpuLevel: level, chosen: chosen).target
    } catch { return error.message }
  }

  @Test func theBestThatTheProcessorRuns() {
    #expect(
      [0, 2, 3, 4, 9].map { choice($0, nil, of: Self.variants) }
        == ["old", "old", "new", "newest", "newest"])
    #expect(choice(3, nil, of: Self.variants.reversed()) == "new")
  }

  @Test func theOneThatIsAskedFor() {
    #expect(choice(4, "new", of: Self.variants) == "new")
    #expect(
      choice(3, "newest", of: Self.variants)
        == "RECUR_TARGET is 'newest', which this processor cannot run; it runs old, new")
    #expect(
      choice(3, "newer", of: Self.variants)
        == "RECUR_TARGET is 'newer', which this executable does not hold; it holds old, new, newest"
    )
  }

  @Test func noneThatTheProcessorRuns() {
    #expect(
      choice(0, nil, of: Array(Self.variants.dropFirst()))
        == "this executable was built for a newer processor; build it with '--target auto'")
  }
}
