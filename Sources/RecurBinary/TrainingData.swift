#if canImport(RecurWeights)
  import RecurWeights
#endif

/// All examples of a training, in memory.
///
/// The file has for each value `NAME` its elements, one example after the other, and `NAME.steps`, the time
/// steps of each example.
struct TrainingData {
  /// How many examples there are.
  let count: Int
  /// The time steps of the longest.
  let longest: Int
  private let values: [TrainedValue]
  private let columns: [Column]

  private struct Column {
    var numbers: [Float] = []
    var tokens: [Int32] = []
    var steps: [Int32]
    /// Where each example begins.
    var starts: [Int]
  }

  /// Reads a file; throws if it does not hold what a model with these values needs.
  init(_ file: SafetensorsFile, of values: [TrainedValue]) throws(RecurFault) {
    var columns: [Column] = []
    for value in values {
      let steps = try file.tensor("\(value.name).steps").int32s()
      var starts: [Int] = []
      var end = 0
      for count in steps {
        guard count > 0 else { throw RecurFault("'\(value.name)' has an example of no time step") }
        starts.append(end)
        end += Int(count) * value.size
      }
      var column = Column(steps: steps, starts: starts)
      let tensor = try file.tensor(value.name)
      if value.isToken {
        column.tokens = try tensor.int32s()
      } else {
        column.numbers = try tensor.floats()
      }
      guard tensor.count == end else {
        throw RecurFault("'\(value.name)' has \(tensor.count) elements, not \(end)")
      }
      guard starts.count == columns.first?.starts.count ?? starts.count else {
        throw RecurFault(
          "'\(value.name)' has \(starts.count) examples, unlike the values before it")
      }
      columns.append(column)
    }
    self.values = values
    self.columns = columns
    count = columns.first?.starts.count ?? 0
    longest = columns.reduce(1) { max($0, Int($1.steps.max() ?? 1)) }
  }

  /// Some examples from a time step on.
  struct Piece {
    let examples: [Int]
    let start: Int
    let steps: Int
  }

  /// Examples in pieces of `window` time steps, one behind the other, the longest examples in front; whole if
  /// that is nil.
  func pieces(of examples: [Int], _ window: Int?) -> [Piece] {
    guard let window, let value = values.firstIndex(where: { $0.length != nil }) else {
      return [Piece(examples: examples, start: 0, steps: .max)]
    }
    let steps = columns[value].steps
    // Rows that have ended are so the last ones.
    let ordered = examples.enumerated().sorted {
      (-steps[$0.element], $0.offset) < (-steps[$1.element], $1.offset)
    }.map(\.element)
    let longest = ordered.first.map { Int(steps[$0]) } ?? 0
    return stride(from: 0, to: longest, by: window).map { start in
      Piece(
        examples: Array(ordered.prefix { Int(steps[$0]) > start }), start: start, steps: window)
    }
  }

  /// Puts a piece of some examples into `batch`; behind the end of a shorter one are zeros.
  func fill(_ batch: inout TrainingBatch, with piece: Piece) {
    let examples = piece.examples
    batch.count = examples.count
    batch.isContinued = piece.start > 0
    for (index, value) in values.enumerated() {
      let column = columns[index]
      // What has no length of its own is the same for each piece.
      let ranges = examples.map { example in
        let steps = Int(column.steps[example])
        return value.length == nil
          ? 0..<steps : piece.start..<piece.start + min(steps - piece.start, piece.steps)
      }
      if value.isToken {
        Self.fill(&batch.tokens[index], from: column.tokens, column, examples, ranges, value.size)
      } else {
        Self.fill(&batch.numbers[index], from: column.numbers, column, examples, ranges, value.size)
      }
      guard let length = value.length else { continue }
      batch.lengths[length].removeAll(keepingCapacity: true)
      for range in ranges { batch.lengths[length].append(Int32(range.count)) }
    }
  }

  private static func fill<Element: Numeric>(
    _ rows: inout [Element], from elements: [Element], _ column: Column, _ examples: [Int],
    _ ranges: [Range<Int>], _ size: Int
  ) {
    rows.removeAll(keepingCapacity: true)
    let room = ranges.reduce(0) { max($0, $1.count) } * size
    for (example, range) in zip(examples, ranges) {
      let start = column.starts[example] + range.lowerBound * size
      let count = range.count * size
      rows += elements[start..<start + count]
      rows += repeatElement(0, count: room - count)
    }
  }
}
