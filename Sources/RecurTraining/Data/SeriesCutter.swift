import RecurWeights

/// Collects series of time steps and cuts them into examples.
///
/// A sequence of an example is read from all its rows, any other value from the last of them; with `ahead`
/// from rows as many later.
struct SeriesCutter {
  private let values: [ExampleValue]
  private let isGrouped: Bool
  private let window: Int?
  /// The rows between the first ones of two examples; as many as an example has if it is nil.
  private let stride: Int?
  /// The time steps of every example, if the spec fixes them.
  private let length: Int?
  private let ahead: [Int]
  private var series: [Series] = []
  private var places: [String: Int] = [:]

  /// The rows of an example of a series without groups unless options or the model tell.
  static let window = 64

  private struct Series {
    let name: String
    var rows = 0
    var numbers: [[Float]]
    var tokens: [[Int32]]
  }

  /// Collects none yet; throws for windows that the model does not take.
  init(_ values: [ExampleValue], _ options: DataOptions) throws(RecurFault) {
    self.values = values
    isGrouped = options.group != nil
    ahead = values.map { options.ahead[$0.name] ?? 0 }
    let fixed = values.first { $0.value.isSequence && $0.value.length != nil }
    length = fixed?.value.length
    if let fixed, let length, let window = options.window, window != length {
      throw RecurFault("'\(fixed.name)' takes \(length) time steps: no window of \(window)")
    }
    window = options.window ?? (isGrouped ? nil : length ?? Self.window)
    stride = options.stride
  }

  /// Adds a time step to the series of a name.
  mutating func append(_ row: [Examples.Element], to name: String) {
    let place: Int
    if let known = places[name] {
      place = known
    } else {
      place = series.count
      places[name] = place
      series.append(
        Series(
          name: name, numbers: Array(repeating: [], count: values.count),
          tokens: Array(repeating: [], count: values.count)))
    }
    series[place].rows += 1
    for index in row.indices {
      switch row[index] {
      case .numbers(let numbers): series[place].numbers[index] += numbers
      case .tokens(let tokens): series[place].tokens[index] += tokens
      }
    }
  }

  /// Moves all series to examples; `file` is what messages call where they come from.
  mutating func cut(_ file: String, to examples: inout Examples) throws(RecurFault) {
    for index in series.indices {
      let one = series[index]
      series[index] = Series(name: "", numbers: [], tokens: [])
      do throws(RecurFault) { try add(one, to: &examples) } catch {
        let group = isGrouped ? ", group '\(one.name.prefix(60))'" : ""
        throw error.about("'\(file)'\(group)")
      }
    }
    series = []
    places = [:]
  }

  private func add(_ one: Series, to examples: inout Examples) throws(RecurFault) {
    let count = one.rows - (ahead.max() ?? 0)
    guard count > 0 else {
      if isGrouped { return }
      throw RecurFault(
        "there are \(one.rows) rows; with values \(ahead.max() ?? 0) rows ahead none is left")
    }
    let window = window ?? count
    if let length, count < length {
      throw RecurFault("there are \(count) rows for sequences of \(length) time steps")
    }
    var (start, end) = (0, 0)
    while end < count, start < count {
      end = min(start + window, count)
      // What is left behind the last whole window is no example where the spec fixes the length.
      if let length, end - start < length { return }
      try examples.add(values.indices.map { element($0, start..<end, of: one) })
      start += stride ?? window
    }
  }

  private func element(_ index: Int, _ rows: Range<Int>, of one: Series) -> Examples.Element {
    let value = values[index]
    let first = (value.value.isSequence ? rows.lowerBound : rows.upperBound - 1) + ahead[index]
    let range = first * value.size..<(rows.upperBound + ahead[index]) * value.size
    return value.value.tokens == nil
      ? .numbers(Array(one.numbers[index][range])) : .tokens(Array(one.tokens[index][range]))
  }
}
