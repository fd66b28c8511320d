import RecurGradientSupport
import RecurGraph
import RecurPasses
import Testing

/// Gradients of random graphs beside central differences.
@Suite struct RandomGradientTests {
  @Test func gradientsAreCentralDifferences() throws {
    var right = 0
    for seed in 0..<100 {
      let graph = RandomGraph.make(seed: seed)
      let found = try CentralDifferences(graph, seed: UInt64(seed)).compare(samples: 3)
      for fault in found.faults { Issue.record("seed \(seed): \(fault), in\n\(graph)") }
      right += found.right
    }
    #expect(right >= 500)
  }
}
