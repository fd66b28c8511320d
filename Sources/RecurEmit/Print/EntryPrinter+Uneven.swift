import RecurGraph

/// Batches whose inputs differ in length.
extension EntryPrinter {
  /// The local name of the places of the rows at the time steps of a length.
  static func places(_ length: String) -> String { "\(UniqueNames.identifier(length))Places" }

  /// The name of the places of the rows at the steps of `length`, if rows may end at different ones.
  func places(_ length: Length?) -> String? {
    guard case .variable(let name)? = length, uneven?.contains(length) == true else { return nil }
    return Self.places(name)
  }

  /// Where a buffer's contents are: in the workspace if the caller's rows lie in another order.
  func moved(_ id: BufferID) -> BufferID { uneven?.copies[id] ?? id }

  /// What is printed in front of a part of the statements.
  ///
  /// - Parameter others: what is read behind them.
  mutating func openRows(
    _ statements: [Statement], using others: Set<BufferID>, isFirst: Bool, isLast: Bool
  ) {
    let used = statements.buffers.union(others)
    guard let uneven else { return addresses(used) }
    let inputs = isFirst ? loops.inputs.filter { uneven.copies[$0] != nil } : []
    let needed = Set(used.union(inputs).map { loops[$0].length })
      .union(statements.lengths)
      .union(isLast ? graph.body.results.map { graph[$0].length } : [])
    let lengths = uneven.lengths.filter { needed.contains(.variable($0.length)) }
    // Answers of rows go to the callers' places; sums over rows have none.
    let answersRows = !entry.isTraining || graph.outputs.indices.contains(where: graph.isCarried)
    let needsOrder = isFirst || isLast && answersRows || !lengths.isEmpty || !inputs.isEmpty
    let arranged = isFirst ? uneven.lengths : lengths
    addresses(
      Set(used.map(moved)).union(inputs.map(moved))
        .union(needsOrder ? [uneven.order] : [])
        .union(arranged.flatMap { [$0.steps, $0.places] }))
    if isFirst { arrange(uneven) }
    for places in lengths {
      printer.list(
        "let \(Self.places(places.length)) = RowPlaces",
        [
          loops[uneven.order].name, "steps: \(loops[places.steps].name)",
          "places: \(loops[places.places].name)", "count: count",
        ], "")
    }
    for input in inputs { pack(input, into: moved(input)) }
    if !inputs.isEmpty { meet() }
  }

  private mutating func arrange(_ uneven: UnevenRows) {
    byOneThread { printer in
      let order = printer.loops[uneven.order].name
      let first = uneven.lengths[0]
      printer.printer.list(
        "sortRows",
        [
          InterfaceNames.lengths(first.length), "from: worker", "by: workers", "to: limit", order,
          "counts: \(printer.loops[first.places].name)", "longest: \(Self.steps(first.length))",
        ], "")
      for places in uneven.lengths {
        printer.printer.list(
          "arrangeRows",
          [
            InterfaceNames.lengths(places.length), order, "count: count",
            "steps: \(printer.loops[places.steps].name)",
            "places: \(printer.loops[places.places].name)",
          ], "")
      }
    }
    meet()
  }

  /// Copies a batch's input to where the rows of each time step lie together; threads must meet before they
  /// read it.
  mutating func pack(_ input: BufferID, into target: BufferID) {
    let (source, buffer) = (loops[input], loops[target])
    guard let places = places(source.length), case .variable(let length)? = source.length else {
      let steps = source.length.map { self.steps($0) } ?? "1"
      copyBatch(
        from: source.name, every: (row: "\(source.count) &* \(steps)", step: "\(source.count)"),
        to: buffer.name, every: (row: "\(buffer.stride)", step: "\(buffer.stride) &* count"),
        source.element, count: source.count, steps: steps, sourceRow: callersRow)
      return
    }
    let room = graph.sumsPieces ? Self.room(length) : Self.steps(length)
    byOneThread {
      $0.printer.list(
        "\(places).pack",
        [
          source.name, "room: \(room)", "to: \(buffer.name)",
          "every: \(buffer.stride)", "count: \(source.count)",
        ], "")
    }
  }

  /// The caller's number of the row `row`.
  var callersRow: String {
    uneven.map { "Int(\(loops[$0.order].name)[row])" } ?? "row"
  }

  /// Copies an answer whose rows may end at different steps to where the caller wants it.
  mutating func unpack(
    _ reference: Reference, to result: String, _ type: TensorType, _ places: String,
    room: String
  ) {
    let from = pointer(reference, exchanged: [:])
    let stride = stride(reference.buffer)
    byOneThread {
      $0.printer.list(
        "\(places).unpack",
        [
          from, "every: \(stride)", "to: \(result)", "room: \(room)", "count: \(type.count)",
        ], "")
    }
  }
}

/// A loop whose rows may end at different steps.
struct UnevenLoop {
  /// The name of the places of its rows.
  let places: String
  /// Whether it goes from the last time step to the first.
  let isBackward: Bool
  /// Whether rows may have ended among those that have a step.
  let hasGaps: Bool
  /// The name of how many rows there were at the step before.
  let before: String
}

extension EntryPrinter {
  /// What is printed in front of a loop, if its rows may end at different steps.
  mutating func openUneven(_ loop: Loop) -> UnevenLoop? {
    guard let places = places(loop.length), case .variable(let length) = loop.length else {
      return nil
    }
    let directions = loop.body.directions(of: loop.counter)
    precondition(directions.count < 2, "the pass 'align-directions' must run first")
    let uneven = UnevenLoop(
      places: places, isBackward: directions.contains(.backward),
      hasGaps: self.uneven!.hasGaps(length), before: temporary())
    guard !loop.swaps.isEmpty else { return uneven }
    guard uneven.isBackward else {
      printer.print("var \(uneven.before): Int = \(activeRows)")
      return uneven
    }
    // Rows that come in later find their first state in either buffer.
    byOneThread { printer in
      for (a, b) in loop.swaps {
        let (present, next) = (printer.loops[a], printer.loops[b])
        printer.printer.print(
          "copy(\(present.name), to: \(next.name), count: \(present.stride) &* count)")
      }
    }
    meet()
    return uneven
  }

  /// Prints a step of a loop whose rows may end at different ones.
  mutating func step(_ loop: Loop, _ uneven: UnevenLoop, exchanged: [BufferID: BufferID]) {
    let outer = activeRows
    defer { activeRows = outer }
    let time =
      uneven.isBackward ? "\(uneven.places).mirrored(\(loop.counter))" : loop.counter
    let there = "\(uneven.places).active(\(time))"
    activeRows = temporary()
    let both = outer == "count" ? there : "min(\(outer), \(there))"
    printer.print("let \(activeRows): Int = \(both)")
    unevenSteps.append((uneven, time))
    print(loop.body, exchanged: exchanged)
    unevenSteps.removeLast()
    guard !loop.swaps.isEmpty, uneven.hasGaps || !uneven.isBackward else { return }
    if !uneven.hasGaps { open("if \(activeRows) < \(uneven.before) {") }
    byOneThread { printer in
      for (a, b) in loop.swaps {
        let (present, next) = (exchanged[a] ?? a, exchanged[b] ?? b)
        printer.printer.list(
          "\(uneven.places).keep",
          [
            "UnsafePointer(\(printer.loops[present].name))",
            "as: \(printer.loops[next].name)", "every: \(printer.loops[present].stride)",
            "at: \(time)", "from: \(printer.activeRows)",
            "to: \(uneven.isBackward ? printer.activeRows : uneven.before)",
          ], "")
      }
    }
    meet()
    if !uneven.hasGaps { close() }
    if !uneven.isBackward { printer.print("\(uneven.before) = \(activeRows)") }
  }
}

extension Loops {
  /// The caller's inputs.
  fileprivate var inputs: [BufferID] {
    buffers.indices.map { BufferID(index: $0) }.filter {
      if case .input = self[$0].storage { true } else { false }
    }
  }
}

extension [Statement] {
  /// The directions in which `counter` counts time steps.
  fileprivate func directions(of counter: String) -> Set<Direction> {
    var found: Set<Direction> = []
    for statement in self {
      for reference in statement.references {
        if case .loop(counter, let direction)? = reference.time { found.insert(direction) }
      }
    }
    return found
  }
}

extension [Statement] {
  /// The time axes that they and what is inside of them go along.
  fileprivate var lengths: Set<Length?> {
    reduce(into: []) { lengths, statement in
      switch statement {
      case .kernel(_, _, let length), .gather(_, _, _, _, let length),
        .onehot(_, _, _, let length), .quantise(_, _, _, let length),
        .reduce(_, _, _, _, let length):
        lengths.insert(length)
      case .copySequence(_, _, _, let length, _): lengths.insert(length)
      case .gradient(let statement): lengths.insert(statement.length)
      case .loop(let loop): lengths.formUnion(loop.body.lengths.union([loop.length]))
      case .generate(let loop): lengths.formUnion(loop.body.lengths)
      case .fill, .copy, .interleave: break
      }
    }
  }
}

extension Statement {
  /// All addresses that it and what is inside of it uses.
  fileprivate var references: [Reference] {
    switch self {
    case .kernel(_, let arguments, _): arguments
    case .fill(let target, _): [target]
    case .copy(let source, let target, _), .copySequence(let source, let target, _, _, _),
      .quantise(let source, let target, _, _), .reduce(_, let source, let target, _, _):
      [source, target]
    case .interleave: []
    case .gather(_, let token, let target, _, _), .onehot(let token, let target, _, _):
      [token, target]
    case .gradient(let statement): statement.references
    case .loop(let loop): loop.body.flatMap(\.references)
    case .generate(let loop): loop.body.flatMap(\.references)
    }
  }
}
