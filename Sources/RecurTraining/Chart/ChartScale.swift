import Foundation

/// Which numbers an axis shows, where it shows them, and which of them it names.
struct ChartScale: Hashable, Sendable {
  /// A number that has a name.
  struct Tick: Hashable, Sendable {
    /// Where it is, from 0 to 1.
    let place: Double
    /// The number as people read it.
    let text: String
  }

  /// How far apart numbers are.
  let scale: Chart.Scale
  /// Named numbers, in rising order.
  let ticks: [Tick]
  /// The ends, as `place` has them: logarithms on a logarithmic axis.
  private let range: ClosedRange<Double>

  /// Makes room for `numbers`, of which those that have no place are left out.
  ///
  /// - Parameters:
  ///   - most: how many numbers are named at most; a logarithmic axis may name one more.
  ///   - isRounded: whether a linear axis ends at numbers that are named.
  init(_ scale: Chart.Scale, numbers: some Sequence<Double>, most: Int, isRounded: Bool) {
    self.scale = scale
    var ends: ClosedRange<Double>?
    var isWhole = true
    for number in numbers where scale.hasPlace(for: number) {
      ends = min(ends?.lowerBound ?? number, number)...max(ends?.upperBound ?? number, number)
      isWhole = isWhole && number == number.rounded()
    }
    switch scale {
    case .linear:
      (range, ticks) = Self.linear(
        ends ?? 0...1, most: most, isWhole: isWhole && ends != nil, isRounded: isRounded)
    case .logarithmic: (range, ticks) = Self.logarithmic(ends ?? 1...10, most: most)
    }
  }

  /// Where `number` lies: 0 at the lower end, 1 at the upper one; nil if it has no place.
  func place(_ number: Double) -> Double? {
    guard scale.hasPlace(for: number) else { return nil }
    let number = scale == .linear ? number : log10(number)
    return (number - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  // MARK: Linear

  /// Names multiples of 1, 2 or 5 times a power of ten, whole ones if only whole numbers are shown.
  private static func linear(
    _ ends: ClosedRange<Double>, most: Int, isWhole: Bool, isRounded: Bool
  ) -> (ClosedRange<Double>, [Tick]) {
    var (low, high) = (ends.lowerBound, ends.upperBound)
    let size = max(abs(low), abs(high))
    // What differs by less would need long names to be told apart.
    if high - low <= max(1e-6 * size, 1e-290) {
      let room = size < 1e-280 ? 1 : size / 2
      (low, high) = (low - room, high + room)
    }
    var step = ChartNumber.rounding((high - low) / Double(most))
    if isWhole && step.number < 1 { step = ChartNumber(1, exponent: 0) }
    var (first, last) = ((low / step.number).rounded(.down), (high / step.number).rounded(.up))
    if isRounded {
      (low, high) = (first * step.number, last * step.number)
    } else {
      // A named number may be an end but for its rounding.
      (first, last) = (
        (low / step.number - 1e-9).rounded(.up), (high / step.number + 1e-9).rounded(.down)
      )
    }
    guard first <= last else { return (low...high, []) }
    let numbers = (Int(first)...Int(last)).map { step.times($0) }
    let isPlain = numbers.allSatisfy(\.isPlain) && step.isPlain
    return (
      low...high,
      numbers.map { number in
        let text = isPlain ? number.plain(decimals: max(0, -step.exponent)) : number.scientific
        return Tick(place: (number.number - low) / (high - low), text: text)
      }
    )
  }

  // MARK: Logarithmic

  /// Names every so many powers of ten, or 1, 2 and 5 times those where there are few.
  private static func logarithmic(
    _ ends: ClosedRange<Double>, most: Int
  ) -> (ClosedRange<Double>, [Tick]) {
    let (low, high) = (log10(ends.lowerBound), log10(ends.upperBound))
    // Where logarithms are rounded.
    let slack = 1e-9
    let numbers: [ChartNumber]
    let range: ClosedRange<Double>
    if high - low < 1.5 {
      let grid = (Int(low.rounded(.down)) - 1...Int(high.rounded(.up)) + 1).flatMap { exponent in
        [1, 2, 5].map { ChartNumber($0, exponent: exponent) }
      }
      var first = grid.lastIndex { $0.logarithm <= low + slack }!
      var last = grid.firstIndex { $0.logarithm >= high - slack }!
      if first == last { (first, last) = (first - 1, last + 1) }
      numbers = Array(grid[first...last])
      range = grid[first].logarithm...grid[last].logarithm
    } else {
      let first = Int((low + slack).rounded(.down))
      let last = Int((high - slack).rounded(.up))
      let step = [1, 2, 3, 5, 10, 20, 50, 100].first { (last - first) / $0 <= most } ?? 200
      numbers = (first...last).filter { $0 % step == 0 }.map { ChartNumber(1, exponent: $0) }
      range = Double(first)...Double(last)
    }
    let isPlain = numbers.allSatisfy(\.isPlain)
    return (
      range,
      numbers.map { number in
        let text = isPlain ? number.plain(decimals: max(0, -number.exponent)) : number.scientific
        let place = number.logarithm - range.lowerBound
        return Tick(place: place / (range.upperBound - range.lowerBound), text: text)
      }
    )
  }
}

extension Chart.Scale {
  /// Whether an axis can show `number`: a finite one, and more than 0 if it is for logarithms.
  ///
  /// No difference of numbers up to 1e300 is infinite.
  func hasPlace(for number: Double) -> Bool {
    switch self {
    case .linear: abs(number) <= 1e300
    case .logarithmic: number > 0 && number.isFinite
    }
  }
}
