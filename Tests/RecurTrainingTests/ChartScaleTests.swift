import Testing

@testable import RecurTraining

/// Which numbers an axis names.
@Suite struct ChartScaleTests {
  @Test(arguments: [
    ([0, 0.9], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ([0.13, 2.2], ["0", "0.5", "1.0", "1.5", "2.0", "2.5"]),
    ([0, 1], ["0", "1"]),
    ([-3, 4], ["−4", "−2", "0", "2", "4"]),
    ([-0.031, 0.02], ["−0.04", "−0.03", "−0.02", "−0.01", "0", "0.01", "0.02"]),
    ([1, 3], ["1", "2", "3"]),
    ([5], ["2", "3", "4", "5", "6", "7", "8"]),
    ([0], ["−1", "0", "1"]),
    ([0, 123_456], ["0", "50,000", "100,000", "150,000"]),
    ([0, 4.2e7], ["0", "10⁷", "2×10⁷", "3×10⁷", "4×10⁷", "5×10⁷"]),
    ([1e-5, 6e-5], ["10⁻⁵", "2×10⁻⁵", "3×10⁻⁵", "4×10⁻⁵", "5×10⁻⁵", "6×10⁻⁵"]),
    ([.nan, 1, .infinity, 2.5], ["1.0", "1.5", "2.0", "2.5"]),
    ([], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
  ])
  func linear(_ numbers: [Double], _ texts: [String]) {
    let scale = ChartScale(.linear, numbers: numbers, most: 6, isRounded: true)
    #expect(scale.ticks.map(\.text) == texts)
    #expect(scale.ticks.first?.place == 0)
    #expect(scale.ticks.last.map { abs($0.place - 1) < 1e-12 } == true)
  }

  @Test(arguments: [
    ([1, 200], ["50", "100", "150", "200"]),
    ([1, 2], ["1", "2"]),
    ([0, 7], ["0", "2", "4", "6"]),
    ([0.05, 0.31], ["0.05", "0.10", "0.15", "0.20", "0.25", "0.30"]),
  ])
  func linearThatEndsWhereNumbersDo(_ numbers: [Double], _ texts: [String]) {
    let scale = ChartScale(.linear, numbers: numbers, most: 6, isRounded: false)
    #expect(scale.ticks.map(\.text) == texts)
    #expect(scale.place(numbers[0]) == 0 && scale.place(numbers[1]) == 1)
    #expect(scale.ticks.allSatisfy { (0...1.000001).contains($0.place) })
  }

  @Test(arguments: [
    ([0.002, 300], ["0.001", "0.01", "0.1", "1", "10", "100", "1,000"]),
    ([1e-30, 1], ["10⁻³⁰", "10⁻²⁵", "10⁻²⁰", "10⁻¹⁵", "10⁻¹⁰", "10⁻⁵", "1"]),
    ([1e-6, 1], ["10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1"]),
    ([0.3, 0.8], ["0.2", "0.5", "1"]),
    ([3, 40], ["2", "5", "10", "20", "50"]),
    ([1], ["0.5", "1", "2"]),
    ([2e-7, 3e-7], ["2×10⁻⁷", "5×10⁻⁷"]),
    ([0, -1, .nan, 2, 4], ["2", "5"]),
    (
      [.leastNonzeroMagnitude, .greatestFiniteMagnitude],
      ["10⁻³⁰⁰", "10⁻²⁰⁰", "10⁻¹⁰⁰", "1", "10¹⁰⁰", "10²⁰⁰", "10³⁰⁰"]
    ),
  ])
  func logarithmic(_ numbers: [Double], _ texts: [String]) {
    let scale = ChartScale(.logarithmic, numbers: numbers, most: 6, isRounded: true)
    #expect(scale.ticks.map(\.text) == texts)
    for number in numbers where number > 0 {
      #expect(scale.place(number).map { (-1e-6...1 + 1e-6).contains($0) } == true)
    }
    #expect(scale.place(0) == nil && scale.place(.nan) == nil)
  }

  @Test func labelsMoveAsLittleAsTheyMust() {
    func spread(_ wanted: [Double]) -> [Double] {
      ChartText.spread(wanted, distance: 10, within: 0...100)
    }
    #expect(spread([20, 40, 80]) == [20, 40, 80])
    #expect(spread([48, 52]) == [45, 55])
    #expect(spread([52, 48]) == [45, 55])
    #expect(spread([50, 50, 50]) == [40, 50, 60])
    #expect(spread([0, 1]) == [0, 10])
    #expect(spread([98, 99, 100]) == [80, 90, 100])
    #expect(spread([0, 30, 33, 42]) == [0, 25, 35, 45])
  }
}
