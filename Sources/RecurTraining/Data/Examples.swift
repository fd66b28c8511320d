import RecurWeights

/// Examples to learn from: for each value their elements, one example after the other.
public struct Examples: Sendable {
  /// What each example has, in the order of the spec: inputs, then targets.
  public let values: [ExampleValue]
  /// The elements of each value, in the order of `values`.
  public private(set) var columns: [Column]
  /// How many there are.
  public private(set) var count = 0
  /// Whether they are pieces of one whole, in its order.
  public var isOrdered = false

  /// The elements of one value.
  public struct Column: Hashable, Sendable {
    /// The numbers, if it is not made of tokens; the last axis of a shape runs fastest, time is the first.
    public var numbers: [Float] = []
    /// The tokens, if it is.
    public var tokens: [Int32] = []
    /// The time steps of each example; 1 where there is no time axis.
    public private(set) var steps: [Int32] = []
    /// How many time steps the examples before each one have together.
    public private(set) var starts: [Int] = []

    /// Creates an empty column.
    public init() {}

    /// Notes one more example of so many time steps.
    mutating func begin(steps count: Int) {
      starts.append((starts.last ?? 0) + Int(steps.last ?? 0))
      steps.append(Int32(count))
    }
  }

  /// What one example has of one value.
  public enum Element: Hashable, Sendable {
    /// Numbers: `size` for each time step.
    case numbers([Float])
    /// A token for each time step.
    case tokens([Int32])
  }

  /// Creates none yet.
  public init(of values: [ExampleValue]) {
    self.values = values
    columns = [Column](repeating: Column(), count: values.count)
  }

  /// Adds an example.
  ///
  /// - Parameter elements: one for each value, in order.
  /// - Throws: what does not fit: kinds, numbers of elements, tokens out of range, lengths that should be
  ///   equal, sequences without a step. Nothing is added then.
  public mutating func add(_ elements: [Element]) throws(RecurFault) {
    precondition(elements.count == values.count)
    var steps: [Int] = []
    for (value, element) in zip(values, elements) {
      steps.append(try Self.steps(of: element, value))
    }
    var lengths: [String: (name: String, steps: Int)] = [:]
    for (value, own) in zip(values, steps) {
      guard let length = value.length else { continue }
      if let other = lengths[length], other.steps != own {
        throw RecurFault(
          "'\(value.name)' has \(own) time steps, but '\(other.name)' has \(other.steps): they are equally long"
        )
      }
      lengths[length] = (value.name, own)
    }
    for index in values.indices {
      switch elements[index] {
      case .numbers(let numbers): columns[index].numbers += numbers
      case .tokens(let tokens): columns[index].tokens += tokens
      }
      columns[index].begin(steps: steps[index])
    }
    count += 1
  }

  /// Adds the examples of `others`, which are of the same values.
  public mutating func append(_ others: Examples) {
    precondition(others.values == values)
    for (index, column) in others.columns.enumerated() {
      columns[index].numbers += column.numbers
      columns[index].tokens += column.tokens
      for steps in column.steps { columns[index].begin(steps: Int(steps)) }
    }
    count += others.count
  }

  /// The time steps of an element, which fits its value.
  private static func steps(
    of element: Element, _ value: ExampleValue
  ) throws(RecurFault) -> Int {
    let count: Int
    switch (element, value.value.tokens) {
    case (.numbers(let numbers), nil):
      count = numbers.count
      guard count % value.size == 0 else {
        throw RecurFault("'\(value.name)' takes \(value.size) numbers at once, not \(count)")
      }
    case (.tokens(let tokens), let limit?):
      count = tokens.count
      if let wrong = tokens.first(where: { $0 < 0 || Int($0) >= limit }) {
        throw RecurFault("'\(value.name)' takes tokens from 0 to \(limit - 1), not \(wrong)")
      }
    case (.numbers, .some): throw RecurFault("'\(value.name)' takes tokens, not numbers")
    case (.tokens, nil): throw RecurFault("'\(value.name)' takes numbers, not tokens")
    }
    let steps = count / value.size
    guard value.value.isSequence else {
      guard steps == 1 else {
        throw RecurFault("'\(value.name)' takes \(value.size) elements, not \(count)")
      }
      return 1
    }
    if let length = value.value.length, steps != length {
      throw RecurFault("'\(value.name)' takes \(length) time steps, not \(steps)")
    }
    guard 1...Int(Int32.max) ~= steps else {
      throw RecurFault("'\(value.name)' has \(steps) time steps")
    }
    return steps
  }

  /// Where an example's elements lie in the column of a value.
  ///
  /// - Complexity: O(1).
  public func range(_ value: Int, of example: Int) -> Range<Int> {
    let size = values[value].size
    let start = columns[value].starts[example] * size
    return start..<start + Int(columns[value].steps[example]) * size
  }

  /// The time steps of the longest value of each example.
  public var lengths: [Int32] {
    columns.reduce(into: [Int32](repeating: 1, count: count)) { lengths, column in
      for (example, steps) in column.steps.enumerated() {
        lengths[example] = max(lengths[example], steps)
      }
    }
  }

  /// The elements of an example's value.
  public func element(_ value: Int, of example: Int) -> Element {
    let range = range(value, of: example)
    return values[value].value.tokens == nil
      ? .numbers(Array(columns[value].numbers[range]))
      : .tokens(Array(columns[value].tokens[range]))
  }
}
