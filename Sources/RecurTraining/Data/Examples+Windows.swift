import RecurWeights

extension Examples {
  /// Adds an example, cut into windows of at most `window` time steps if it is longer.
  ///
  /// The windows follow each other without overlap; the last one may be shorter.
  ///
  /// - Throws: as `add` does, and if the example is too long but has values that cannot be cut with the
  ///   others: those without a time axis or of another length.
  mutating func add(_ elements: [Element], window: Int?) throws(RecurFault) {
    let steps = zip(values, elements).map { $1.count / $0.size }
    let isWhole = zip(values, elements).allSatisfy { $1.count % $0.size == 0 }
    guard let window, isWhole, let longest = steps.max(), longest > window else {
      return try add(elements)
    }
    for (value, own) in zip(values, steps) where !value.value.isSequence || own != longest {
      let what =
        value.value.isSequence ? "'\(value.name)' has \(own)" : "'\(value.name)' is no sequence"
      throw RecurFault(
        "an example of \(longest) time steps cannot be cut into windows of \(window): \(what)")
    }
    for start in stride(from: 0, to: longest, by: window) {
      let range = start..<min(start + window, longest)
      try add(zip(values, elements).map { $1.steps(range, size: $0.size) })
    }
  }
}

extension Examples.Element {
  /// How many numbers or tokens there are.
  var count: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .tokens(let tokens): tokens.count
    }
  }

  /// Some time steps, each of `size` numbers.
  func steps(_ range: Range<Int>, size: Int) -> Examples.Element {
    let elements = range.lowerBound * size..<range.upperBound * size
    switch self {
    case .numbers(let numbers): return .numbers(Array(numbers[elements]))
    case .tokens(let tokens): return .tokens(Array(tokens[elements]))
    }
  }
}
