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
      let own = loops[lengths].name
      let all = InterfaceNames.lengths(name)
      printer.print(
        uneven == nil
          ? "copy(\(own), to: \(all), count: count)"
          : "for row in 0..<count { \(all)[\(callersRow)] = \(own)[row] }")
    }
    switch place {
    case .constant(let number):
      constantOutput(number, result, type)
    case .memory(let reference):
      if let places = places(type.length) {
        return unpack(reference, to: result, type, places, room: steps)
      }
      guard uneven != nil || isWritten(place) else { return }
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
        count: type.count, steps: steps, targetRow: callersRow)
    }
  }

  private mutating func constantOutput(_ number: Double, _ result: String, _ type: TensorType) {
    let steps = type.length.map { self.steps($0) } ?? "1"
    let value = Spelling.literal(number)
    guard let places = places(type.length) else {
      // The same for all rows, in whichever order.
      byOneThread {
        $0.printer.print(
          "fill(\(result), \(value), count: \(type.count) &* \(steps) &* count)")
      }
      return
    }
    let row = callersRow
    byOneThread {
      $0.printer.print(
        """
        for row in 0..<count {
          let start: Int = \(row) &* \(type.count) &* \(steps)
          fill(\(result) + start, 0, count: \(type.count) &* \(steps))
          fill(\(result) + start, \(value), count: \(type.count) &* Int(\(places).steps[row]))
        }
        """)
    }
  }
}
