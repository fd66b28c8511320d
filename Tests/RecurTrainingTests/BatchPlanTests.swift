import RecurTraining
import Testing

@Suite struct BatchPlanTests {
  @Test func everyExampleIsSeenOnceAnEpoch() {
    let lengths = (0..<103).map { Int32($0 % 7 + 1) }
    let plan = BatchPlan(lengths: lengths, share: 0.1, isOrdered: false, size: 8, seed: 3)
    #expect(plan.validation.count == 10)
    #expect(Set(plan.training + plan.validation) == Set(0..<103))
    #expect(plan.count == 12)
    for epoch in 0..<3 {
      let batches = plan.batches(epoch: epoch)
      #expect(batches.count == plan.count)
      #expect(batches.allSatisfy { 1...8 ~= $0.count })
      #expect(batches.joined().sorted() == plan.training)
    }
    #expect(plan.judgements.joined().sorted() == plan.validation)
    #expect(plan.batches(epoch: 0) != plan.batches(epoch: 1))
    #expect(plan.batches(epoch: 1) == plan.batches(epoch: 1))
  }

  @Test func examplesOfLikeLengthsComeTogether() {
    let lengths = (0..<512).map { Int32($0 * 37 % 100 + 1) }
    let plan = BatchPlan(lengths: lengths, share: 0, isOrdered: false, size: 16, seed: 1)
    let rooms = plan.batches(epoch: 0).map { batch in
      batch.count * Int(batch.map { lengths[$0] }.max()!)
    }
    let used = lengths.reduce(0) { $0 + Int($1) }
    #expect(rooms.reduce(0, +) < used * 11 / 10)
  }

  @Test func whatIsInOrderIsJudgedByItsEnd() {
    let plan = BatchPlan(
      lengths: [Int32](repeating: 5, count: 20), share: 0.25, isOrdered: true, size: 4, seed: 1)
    #expect(plan.training == Array(0..<15))
    #expect(plan.validation == Array(15..<20))
  }

  @Test func oneExampleStaysToLearnFrom() {
    let plan = BatchPlan(lengths: [3], share: 0.9, isOrdered: false, size: 4, seed: 1)
    #expect(plan.training == [0])
    #expect(plan.validation == [])
    #expect(plan.batches(epoch: 0) == [[0]])
  }

  @Test func seedsDiffer() {
    let lengths = [Int32](repeating: 1, count: 50)
    func order(_ seed: UInt64) -> [[Int]] {
      BatchPlan(lengths: lengths, share: 0.2, isOrdered: false, size: 5, seed: seed)
        .batches(epoch: 0)
    }
    #expect(order(1) != order(2))
  }
}
