import RecurWeights

/// Reads examples from tensors named like the values.
///
/// The first axis of each tensor is that of examples, the second that of time where the value is a sequence,
/// and then comes its shape, in which axes of 1 may be missing or added. Sequences of different lengths are
/// padded; `NAME.length` (integers, one an example) says how much of each counts, also for those that the
/// spec makes as long as `NAME`. Other tensors are no concern of a reader.
struct TensorReader {
  private let options: DataOptions

  /// Creates a reader.
  init(_ options: DataOptions) { self.options = options }

  /// Adds the examples of files.
  func read(_ files: [DataFile], to examples: inout Examples) throws(RecurFault) {
    for set in try TensorSet.sets(files, examples.values) { try read(set, to: &examples) }
  }

  private func read(_ set: TensorSet, to examples: inout Examples) throws(RecurFault) {
    do throws(RecurFault) {
      try checkNames(set, examples.values)
      var columns: [TensorColumn] = []
      for value in examples.values {
        columns.append(try column(of: value, in: set, examples.values))
      }
      let count = columns[0].count
      if let other = columns.first(where: { $0.count != count }) {
        throw RecurFault(
          "'\(columns[0].value.name)' has \(count) examples along its first axis, "
            + "but '\(other.value.name)' has \(other.count)")
      }
      for example in 0..<count {
        do throws(RecurFault) { try add(example, of: columns, to: &examples) } catch {
          throw error.about("row \(example)")
        }
      }
    } catch {
      throw error.about("'\(set.name)'")
    }
  }

  private func add(
    _ example: Int, of columns: [TensorColumn], to examples: inout Examples
  ) throws(RecurFault) {
    var elements: [Examples.Element] = []
    for column in columns {
      let element = try column.element(example)
      if case .numbers(let numbers) = element, let wrong = numbers.first(where: { !$0.isFinite }) {
        if options.skipMissing { return }
        throw RecurFault(
          "'\(column.value.name)' holds \(wrong); --skip-missing leaves such examples out")
      }
      elements.append(element)
    }
    try examples.add(elements, window: options.window)
  }

  private func column(
    of value: ExampleValue, in set: TensorSet, _ values: [ExampleValue]
  ) throws(RecurFault) -> TensorColumn {
    let tensor = try set.tensor(value.name)
    guard value.value.isSequence else { return try TensorColumn(value, tensor, lengths: nil) }
    let equallyLong = values.filter { $0.length != nil && $0.length == value.length }
    let names = ([value] + equallyLong).map { "\($0.name).length" }
    guard let name = names.first(where: { set.names.contains($0) }) else {
      return try TensorColumn(value, tensor, lengths: nil)
    }
    return try TensorColumn(value, tensor, lengths: (name, try set.tensor(name)))
  }

  /// Throws if tensors are missing, or called like something else of a value than its length.
  private func checkNames(_ set: TensorSet, _ values: [ExampleValue]) throws(RecurFault) {
    var lines: [String] = []
    for value in values where !set.names.contains(value.name) {
      let axes = TensorColumn.axes(value)
      let near = NearMiss.suggestion(for: value.name, among: set.names)
      lines.append(
        "missing: '\(value.name)' \(axes)" + (near.map { "; did you name it '\($0)'?" } ?? ""))
    }
    if !lines.isEmpty {
      let found = set.names.prefix(40).map { "\n  there is '\($0.prefix(60))'\(set.summary($0))" }
      let more = set.names.count > 40 ? "\n  and \(set.names.count - 40) more" : ""
      throw RecurFault(
        "the tensors do not fit the model:\n  \(lines.joined(separator: "\n  "))"
          + found.joined() + more)
    }
    for name in set.names {
      guard let value = values.first(where: { name.hasPrefix("\($0.name).") }) else { continue }
      guard value.value.isSequence, name == "\(value.name).length" else {
        let hint = value.value.isSequence ? "; did you mean '\(value.name).length'?" : ""
        throw RecurFault("'\(name)' says nothing of '\(value.name)'\(hint)")
      }
    }
  }
}
