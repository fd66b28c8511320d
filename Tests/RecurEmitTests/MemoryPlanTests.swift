import RecurGraph
import RecurPasses
import RecurTestSupport
import Testing

@testable import RecurEmit

/// The memory plan of every case keeps apart what lives at the same time.
@Suite struct MemoryPlanTests {
  @Test(arguments: EmitGoldenTests.golden.cases(".ir"))
  func noTwoLiveBuffersOverlap(_ name: String) throws {
    let graph = try Graph(parsing: EmitGoldenTests.golden.text("\(name).ir"))
    var packs = PackTable()
    var names = UniqueNames()
    let loops = Scheduler.schedule(
      try Pass.run(Pass.sequencePlan, on: graph), with: EmissionOptions(target: .portable),
      as: .sequence, packs: &packs,
      kernelNames: &names)
    let plan = MemoryPlan(loops)
    var lifetimes = Lifetimes(loops)
    lifetimes.run()
    let capacity = 48
    func range(_ id: BufferID) -> Range<Int> {
      let place = plan.places[id]!
      let buffer = loops[id]
      let start = place.fixed + place.perStep * capacity
      switch buffer.length {
      case .variable(let name):
        return start..<start + buffer.stride * (loops.generatedLengths[name] ?? capacity)
      case .fixed(let steps): return start..<start + buffer.stride * steps
      case nil: return start..<start + buffer.stride
      }
    }
    let ids = plan.places.keys.sorted()
    #expect(!ids.isEmpty)
    for (index, a) in ids.enumerated() {
      #expect(range(a).upperBound <= plan.fixedSize + plan.sizePerStep * capacity)
      for b in ids[(index + 1)...]
      where lifetimes.ranges[a]!.overlaps(lifetimes.ranges[b]!) {
        #expect(!range(a).overlaps(range(b)), "\(loops[a].name) and \(loops[b].name)")
      }
    }
  }
}
