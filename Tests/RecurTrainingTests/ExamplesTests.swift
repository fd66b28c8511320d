import RecurWeights
import Testing

@testable import RecurTraining

@Suite struct ExamplesTests {
  private static let values = [
    ExampleValue(
      ModelSignature.Value(name: "x", isSequence: true, shape: [2]), length: "steps"),
    ExampleValue(
      ModelSignature.Value(name: "truth", isSequence: true, tokens: 5), isTarget: true,
      length: "steps"),
    ExampleValue(ModelSignature.Value(name: "known", shape: []), isTarget: true),
  ]

  @Test func examplesLieOneAfterTheOther() throws {
    var examples = Examples(of: Self.values)
    try examples.add([.numbers([1, 2, 3, 4]), .tokens([4, 0]), .numbers([1])])
    try examples.add([.numbers([5, 6]), .tokens([3]), .numbers([0])])
    #expect(examples.count == 2)
    #expect(examples.columns[0].numbers == [1, 2, 3, 4, 5, 6])
    #expect(examples.columns[1].steps == [2, 1])
    #expect(examples.element(0, of: 1) == .numbers([5, 6]))
    #expect(examples.element(1, of: 0) == .tokens([4, 0]))
  }

  @Test(arguments: [
    (
      [Examples.Element.numbers([1, 2, 3]), .tokens([1]), .numbers([1])],
      "'x' takes 2 numbers at once, not 3"
    ),
    (
      [.numbers([1, 2]), .tokens([5]), .numbers([1])],
      "'truth' takes tokens from 0 to 4, not 5"
    ),
    (
      [.numbers([1, 2]), .tokens([1, 2]), .numbers([1])],
      "'truth' has 2 time steps, but 'x' has 1: they are equally long"
    ),
    (
      [.numbers([1, 2]), .tokens([1]), .numbers([])],
      "'known' takes 1 elements, not 0"
    ),
    ([.numbers([]), .tokens([]), .numbers([1])], "'x' has 0 time steps"),
    ([.tokens([1]), .tokens([1]), .numbers([1])], "'x' takes numbers, not tokens"),
  ])
  func whatDoesNotFitIsRefused(_ elements: [Examples.Element], _ message: String) {
    var examples = Examples(of: Self.values)
    #expect(throws: RecurFault(message)) { try examples.add(elements) }
    #expect(examples.count == 0)
  }
}

/// What is computed from examples.
@Suite struct ExamplesSummaryTests {
  private static func examples() throws -> Examples {
    var examples = Examples(of: [Sample.series("x", [2]), Sample.tokens("y", 9, isTarget: true)])
    try examples.add([.numbers([1, 0.1, 3, 0.1]), .tokens([7])])
    try examples.add([.numbers([100, 5]), .tokens([8, 1])])
    try examples.add([.numbers([5, 0.1]), .tokens([2])])
    return examples
  }

  @Test func statisticsAreThoseOfSomeExamples() throws {
    let (mean, deviation) = try Self.examples().statistics(of: 0, in: [0, 2])
    #expect(mean == [3, 0.1])
    #expect(deviation == [Float((8.0 / 3).squareRoot()), 1])
  }

  @Test func statisticsKeepSmallDifferencesOfLargeNumbers() throws {
    var examples = Examples(of: [Sample.numbers("x")])
    for index in 0..<10_000 { try examples.add([.numbers([8_000_000 + Float(index % 2)])]) }
    let (mean, deviation) = examples.statistics(of: 0, in: 0..<10_000)
    #expect(mean == [8_000_000.5])
    #expect(deviation == [0.5])
  }

  @Test func noExamplesHaveStatisticsThatChangeNothing() throws {
    let (mean, deviation) = try Self.examples().statistics(of: 0, in: [])
    #expect(mean == [0, 0])
    #expect(deviation == [1, 1])
  }

  @Test func onlyWhatIsEquallyLongIsCut() {
    var examples = Examples(of: [Sample.series("x", [2]), Sample.tokens("y", 9)])
    let whole: [Examples.Element] = [.numbers([1, 2, 3, 4, 5, 6]), .tokens([1])]
    #expect(
      throws: RecurFault(
        "an example of 3 time steps cannot be cut into windows of 2: 'y' has 1")
    ) { try examples.add(whole, window: 2) }
    #expect(throws: RecurFault("'x' takes 2 numbers at once, not 5")) {
      try examples.add([.numbers([1, 2, 3, 4, 5]), .tokens([1])], window: 1)
    }
    #expect(throws: Never.self) { try examples.add(whole, window: 3) }
    #expect(examples.count == 1)
  }

  @Test func aFileHoldsElementsAndSteps() throws {
    #expect(
      try Self.examples().file() == [
        "x": HostTensor([1, 0.1, 3, 0.1, 100, 5, 5, 0.1] as [Float], shape: [8]),
        "x.steps": HostTensor([2, 1, 1] as [Int32], shape: [3]),
        "y": HostTensor([7, 8, 1, 2] as [Int32], shape: [4]),
        "y.steps": HostTensor([1, 2, 1] as [Int32], shape: [3]),
      ])
  }
}
