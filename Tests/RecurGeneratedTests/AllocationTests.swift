import AllocationCounter
import Testing

/// After construction the entry points take nothing from the heap.
@Suite(.serialized, .enabled(if: AllocationCounter.isAvailable)) struct AllocationTests {
  @Test func theCounterCounts() {
    let count = AllocationCounter.count {
      UnsafeMutablePointer<Float>.allocate(capacity: 100).deallocate()
      UnsafeMutableRawPointer.allocate(byteCount: 100, alignment: 64).deallocate()
    }
    #expect(count == 2)
    #expect(AllocationCounter.count {} == 0)
  }

  @Test(arguments: EmittedModel.runnable)
  func predictAllocatesNothing(model: EmittedModel) throws {
    let oracle = try #require(try Oracle.all.get()[model.name])
    let loaded = try model.load(oracle.tensor)
    let example = oracle.examples[0]
    let output = oracle.signature.outputs[0]
    let room = Values.room(for: output, steps: example.steps)
    // 10,000 steps: a generated output takes many at once.
    let count = 10_000 / (output.atMost ?? 1)
    #expect(try loaded.answerRepeatedly(example.input, room, count).allocations == 0)
  }

  @Test(arguments: EmittedModel.runnable)
  func stepAllocatesNothing(model: EmittedModel) throws {
    let oracle = try #require(try Oracle.all.get()[model.name])
    let loaded = try model.load(oracle.tensor)
    guard let step = loaded.stepRepeatedly else { return }
    let example = try #require(oracle.examples.last)
    let room = Values.room(for: oracle.signature.outputs[0], steps: example.steps)
    #expect(try step(example.input, room, 10_000 / example.steps + 1).allocations == 0)
  }
}
