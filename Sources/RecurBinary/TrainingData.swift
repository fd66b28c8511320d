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

  /// Puts some examples into `batch`; what lies behind the end of a shorter one is left as it is.
  func fill(_ batch: inout TrainingBatch, with examples: [Int]) {
    batch.count = examples.count
    for (index, value) in values.enumerated() {
      let column = columns[index]
      let room = examples.reduce(0) { max($0, Int(column.steps[$1])) } * value.size
      if value.isToken {
        Self.fill(&batch.tokens[index], from: column.tokens, column, examples, value.size, room)
      } else {
        Self.fill(&batch.numbers[index], from: column.numbers, column, examples, value.size, room)
      }
      guard let length = value.length else { continue }
      batch.lengths[length].removeAll(keepingCapacity: true)
      for example in examples { batch.lengths[length].append(column.steps[example]) }
    }
  }

  private static func fill<Element: Numeric>(
    _ rows: inout [Element], from elements: [Element], _ column: Column, _ examples: [Int],
    _ size: Int, _ room: Int
  ) {
    rows.removeAll(keepingCapacity: true)
    for example in examples {
      let start = column.starts[example]
      let count = Int(column.steps[example]) * size
      rows += elements[start..<start + count]
      rows += repeatElement(0, count: room - count)
    }
  }
}
