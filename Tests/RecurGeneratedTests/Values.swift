import RecurWeights

/// The elements of an input or output of an emitted model: numbers or tokens, not both.
struct Values: Hashable, Sendable {
  var numbers: [Float] = []
  var tokens: [Int32] = []

  /// How many there are.
  var count: Int { numbers.count + tokens.count }

  /// The elements as the interpreter takes and gives them.
  var exact: [Double] { numbers.map { Double($0) } + tokens.map { Double($0) } }

  /// The first elements.
  func prefix(_ count: Int) -> Values {
    Values(numbers: Array(numbers.prefix(count)), tokens: Array(tokens.prefix(count)))
  }

  /// The greatest difference from what the interpreter gives, or infinity where counts differ.
  func difference(from expected: [Double]) -> Double {
    guard count == expected.count else { return .infinity }
    let differences = zip(exact, expected).map { abs($0 - $1) }
    return differences.allSatisfy { $0.isFinite } ? differences.max() ?? 0 : .infinity
  }

  /// Room for an answer to an input of `steps` time steps; no element in it is a likely answer.
  static func room(for output: ModelSignature.Value, steps: Int) -> Values {
    let count = output.count(steps: steps)
    return output.tokens == nil
      ? Values(numbers: [Float](repeating: .nan, count: count))
      : Values(tokens: [Int32](repeating: -1, count: count))
  }
}

extension ModelSignature.Value {
  /// The elements at one time step.
  var countPerStep: Int { shape.reduce(1, *) }

  /// The elements over all time steps, of which there are `steps` unless the model fixes them.
  func count(steps: Int) -> Int {
    countPerStep * (atMost ?? length ?? (isSequence ? steps : 1))
  }
}
