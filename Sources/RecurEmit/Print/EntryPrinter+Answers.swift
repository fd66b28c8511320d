import RecurGraph

/// Answers.
extension EntryPrinter {
  /// Whether an answer is not yet where it must be.
  func isWritten(_ place: OutputPlace) -> Bool {
    guard case .memory(let reference) = place, case .output = loops[reference.buffer].storage else {
      return true
    }
    return false
  }

  mutating func output(_ index: Int, _ place: OutputPlace) {
    let name = InterfaceNames.result(graph.outputs[index].name)
    let type = graph[graph.body.results[index]]
    let length = isStream ? nil : type.length
    switch place {
    case .constant(let number):
      let steps = length.map { self.steps($0) } ?? "1"
      printer.print("fill(\(name), \(Spelling.literal(number)), count: \(type.count) &* \(steps))")
    case .memory(let reference):
      guard isWritten(place) else { return }
      let from = pointer(reference, exchanged: [:])
      guard let length else {
        printer.print("copy(\(from), to: \(name), count: \(type.count))")
        return
      }
      printer.list(
        "copyRows",
        [
          from, "every: \(loops[reference.buffer].stride)", "to: \(name)", "every: \(type.count)",
          "count: \(type.count)", "steps: \(steps(length))",
        ], "")
    }
  }
}

/// Answers of batches.
extension EntryPrinter {
  /// Copies an answer to where each row is a sequence of its own.
  mutating func batchOutput(_ index: Int, _ place: OutputPlace) {
    let name = graph.outputs[index].name
    let result = InterfaceNames.result(name)
    let type = graph[graph.body.results[index]]
    let steps = type.length.map { self.steps($0) } ?? "1"
    if case .variable(let length)? = type.length, let lengths = loops.generatedRows[length] {
      printer.print(
        "copy(\(loops[lengths].name), to: \(InterfaceNames.lengths(name)), count: count)")
    }
    switch place {
    case .constant(let number):
      byOneThread {
        $0.printer.print(
          "fill(\(result), \(Spelling.literal(number)), count: \(type.count) &* \(steps) &* count)")
      }
    case .memory(let reference):
      guard isWritten(place) else { return }
      var steps = steps
      var room = steps
      if case .variable(let length)? = type.length, let lengths = loops.generatedRows[length] {
        room = "\(loops.generatedLengths[length]!)"
        steps = "Int(\(loops[lengths].name)[row])"
      }
      let stride = stride(reference.buffer)
      copyBatch(
        from: pointer(reference, exchanged: [:]),
        every: (row: "\(stride)", step: "\(stride) &* count"),
        to: result, every: (row: "\(type.count) &* \(room)", step: "\(type.count)"), type.element,
        count: type.count, steps: steps)
    }
  }
}
