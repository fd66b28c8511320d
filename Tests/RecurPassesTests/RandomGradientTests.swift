import RecurGradientSupport
import RecurGraph
import RecurPasses
import Testing

/// Gradients of random graphs beside central differences.
@Suite struct RandomGradientTests {
  /// Most can be differentiated; in the others cells read whole sequences at each step of another.
  @Test func gradientsAreCentralDifferences() throws {
    var differentiated = 0
    var right = 0
    for seed in 0..<100 {
      do {
        let graph = RandomGraph.make(seed: seed)
        let found = try CentralDifferences(graph, seed: UInt64(seed)).compare()
        for fault in found.faults { Issue.record("seed \(seed): \(fault), in\n\(graph)") }
        right += found.right
        differentiated += 1
      } catch is NotDifferentiable {
        continue
      }
    }
    #expect(differentiated >= 50)
    #expect(right >= 500)
  }
}
