extension Examples {
  /// The mean and the standard deviation of each element of a value of numbers, over all time steps of
  /// some examples.
  ///
  /// The deviation is that of the numbers themselves (their squares' mean, not divided by one less), and 1
  /// where they are all equal, so that dividing by it changes nothing. Sums are kept in `Double` and
  /// corrected step by step (Welford 1962, "Note on a method for calculating corrected sums of squares and
  /// products"), by which equal numbers give a deviation of exactly 0.
  ///
  /// - Requires: a value of numbers.
  /// - Complexity: O(elements of those examples).
  public func statistics(
    of value: Int, in examples: some Sequence<Int>
  ) -> (mean: [Float], deviation: [Float]) {
    precondition(values[value].value.tokens == nil, "tokens have no mean")
    let size = values[value].size
    let numbers = columns[value].numbers
    var mean = [Double](repeating: 0, count: size)
    var squares = [Double](repeating: 0, count: size)
    var count: Double = 0
    for example in examples {
      let range = range(value, of: example)
      var step = range.lowerBound
      while step < range.upperBound {
        count += 1
        for element in 0..<size {
          let number = Double(numbers[step + element])
          let difference = number - mean[element]
          mean[element] += difference / count
          squares[element] += difference * (number - mean[element])
        }
        step += size
      }
    }
    let deviation = squares.map { sum -> Float in
      let deviation = Float((sum / max(count, 1)).squareRoot())
      return deviation == 0 ? 1 : deviation
    }
    return (mean.map { Float($0) }, deviation)
  }
}
