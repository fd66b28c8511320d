import RecurGraph

/// Statements.
extension EntryPrinter {
  mutating func print(_ statements: [Statement], exchanged: [BufferID: BufferID]) {
    for statements in statements.togetherOrNot() {
      switch statements[0] {
      case .kernel, .interleave:
        print(statements[0], exchanged: exchanged)
        meet()
      case .loop, .generate:
        print(statements[0], exchanged: exchanged)
      default:
        byOneThread { printer in
          for statement in statements { printer.print(statement, exchanged: exchanged) }
        }
        meet()
      }
    }
  }

  private mutating func print(_ statement: Statement, exchanged: [BufferID: BufferID]) {
    switch statement {
    case .kernel(let index, let arguments, let length):
      let kernel = loops.kernels[index]
      var items: [String] = []
      for reference in arguments { items.append(pointer(reference, exchanged: exchanged)) }
      for argument in kernel.spreadArguments {
        let buffer = loops[arguments[argument].buffer]
        let apart = uneven == nil ? " &* \(steps(buffer.length!))" : ""
        items.append("\(kernel.spelledStride(argument)): \(buffer.stride)\(apart)")
      }
      if kernel.rows != .one, let rows = rows(length) { items.append("rows: \(rows)") }
      if kernel.turns { items.append("backward: \(isOddStep)") }
      if kernel.isShared { items.append("team: \(isSetup ? ".alone" : "team")") }
      printer.list("\(kernels).\(kernel.name)", items, "")
    case .fill(let target, let value):
      let buffer = loops[target.buffer]
      let isSequence = buffer.length != nil && target.time == nil
      let rows = isSequence ? rows(buffer.length)! : target.time == nil ? "count" : activeRows
      let count = "\(buffer.stride)\(buffer.hasRows || isSequence ? " &* \(rows)" : "")"
      let place = pointer(target, exchanged: exchanged)
      printer.print("fill(\(place), \(Spelling.literal(value)), count: \(count))")
    case .copy(let source, let target, let count):
      if source.time == .last, let places = places(loops[source.buffer].length) {
        return copyLast(source, target, count, places, exchanged)
      }
      let from = pointer(source, exchanged: exchanged)
      let to = pointer(target, exchanged: exchanged)
      guard entry.isBatch, loops[target.buffer].hasRows else {
        printer.print("copy(\(from), to: \(to), count: \(count))")
        return
      }
      printer.list(
        "copyRows",
        [
          from, "every: \(stride(source.buffer))", "to: \(to)",
          "every: \(stride(target.buffer))", "count: \(count)", "steps: \(activeRows)",
        ], "")
    case .interleave(let source, let target):
      pack(source, into: target)
    case .copySequence(let source, let target, let count, let length, let order):
      copySequence(source, target, count, length, order, exchanged)
    case .gather(let table, let token, let target, let count, let length):
      let tokens = pointer(token, exchanged: exchanged)
      let to = pointer(target, exchanged: exchanged)
      // Inside such loops there are rows that have ended, whose tokens nobody has made.
      let limit = !unevenSteps.isEmpty ? ["below: \(tableRows(table))"] : []
      printer.list(
        "gather",
        [
          loops[table].name, "every: \(loops[table].stride)", tokens, "to: \(to)",
          "every: \(loops[target.buffer].stride)", "count: \(count)",
          "steps: \(rows(length, of: target) ?? "1")",
        ] + limit, "")
    case .onehot(let token, let target, let count, let length):
      printer.list(
        "onehot",
        [
          pointer(token, exchanged: exchanged), "to: \(pointer(target, exchanged: exchanged))",
          "every: \(loops[target.buffer].stride)", "count: \(count)",
          "steps: \(rows(length, of: target) ?? "1")",
        ], "")
    case .quantise(let source, let target, let count, let length):
      quantise(source, target, count, length, exchanged)
    case .reduce(let kind, let source, let target, let count, let length):
      reduce(kind, source, target, count, length, exchanged)
    case .gradient(let statement):
      gradient(statement, exchanged: exchanged)
    case .loop(let loop):
      print(loop)
    case .generate(let loop):
      print(loop)
    }
  }

  /// Copies each row of a batch, `every` elements from one row and from one time step to the next.
  ///
  /// - Parameters:
  ///   - sourceRow: which of the source's rows `row` is.
  ///   - targetRow: which of the target's.
  mutating func copyBatch(
    from source: String, every from: (row: String, step: String), to target: String,
    every to: (row: String, step: String), _ element: Element, count: Int, steps: String,
    sourceRow: String = "row", targetRow: String = "row"
  ) {
    let names = [temporary(), temporary()]
    let rows = batchRows()
    printer.block("for row in \(rows) {") { printer in
      printer.print(
        """
        let \(names[0]): UnsafePointer<\(element.swiftName)> = UnsafePointer(\(source)) + \(sourceRow) &* \(from.row)
        let \(names[1]): UnsafeMutablePointer<\(element.swiftName)> = \(target) + \(targetRow) &* \(to.row)
        """)
      printer.list(
        "copyRows",
        [
          names[0], "every: \(from.step)", "to: \(names[1])", "every: \(to.step)",
          "count: \(count)", "steps: \(steps)",
        ], "")
    }
  }

  private mutating func copySequence(
    _ source: Reference, _ target: Reference, _ count: Int, _ length: Length, _ order: StepOrder,
    _ exchanged: [BufferID: BufferID]
  ) {
    if case .ahead(let steps) = order {
      return copyAhead(source, target, count, length, steps, exchanged)
    }
    let reversed = order == .reversed
    if reversed, entry.isBatch {
      return reverseRows(source, target, count, length, exchanged)
    }
    let to = pointer(target, exchanged: exchanged)
    var first = source
    if reversed { first.time = .last }
    let from = pointer(first, exchanged: exchanged)
    let every = "\(reversed ? "-" : "")\(stride(source.buffer))"
    printer.list(
      "copyRows",
      [
        from, "every: \(every)", "to: \(to)", "every: \(loops[target.buffer].stride)",
        "count: \(count)", "steps: \(rows(length)!)",
      ], "")
  }

  /// Copies what lies so many steps ahead.
  private mutating func copyAhead(
    _ source: Reference, _ target: Reference, _ count: Int, _ length: Length, _ ahead: Int,
    _ exchanged: [BufferID: BufferID]
  ) {
    let from = pointer(source, exchanged: exchanged)
    let to = pointer(target, exchanged: exchanged)
    let strides = [
      from, "every: \(stride(source.buffer))", "to: \(to)",
      "every: \(loops[target.buffer].stride)", "count: \(count)",
    ]
    if let places = places(length) {
      printer.list("\(places).copyAhead", strides + ["by: \(ahead)"], "")
    } else {
      // In a batch, the rows of a step lie together.
      let by = entry.isBatch ? "\(ahead) &* count" : "\(ahead)"
      printer.list("copyAhead", strides + ["steps: \(rows(length)!)", "by: \(by)"], "")
    }
  }

  /// Copies each row of a batch in the opposite order.
  private mutating func reverseRows(
    _ source: Reference, _ target: Reference, _ count: Int, _ length: Length,
    _ exchanged: [BufferID: BufferID]
  ) {
    let from = pointer(source, exchanged: exchanged)
    let to = pointer(target, exchanged: exchanged)
    let strides = (from: stride(source.buffer), to: stride(target.buffer))
    if let places = places(length) {
      printer.list(
        "\(places).reverse",
        [from, "every: \(strides.from)", "to: \(to)", "every: \(strides.to)", "count: \(count)"],
        "")
      return
    }
    let steps = steps(length)
    printer.block("for step in 0..<\(steps) {") { printer in
      printer.list(
        "copyRows",
        [
          "\(from) + (\(steps) &- 1 &- step) &* count &* \(strides.from)",
          "every: \(strides.from)", "to: \(to) + step &* count &* \(strides.to)",
          "every: \(strides.to)", "count: \(count)", "steps: count",
        ], "")
    }
  }

  /// Copies what each row of a batch has at its own last step.
  private mutating func copyLast(
    _ source: Reference, _ target: Reference, _ count: Int, _ places: String,
    _ exchanged: [BufferID: BufferID]
  ) {
    var whole = source
    whole.time = nil
    let from = pointer(whole, exchanged: exchanged)
    let to = pointer(target, exchanged: exchanged)
    let strides = (from: stride(source.buffer), to: stride(target.buffer))
    printer.block("for row in 0..<\(activeRows) {") { printer in
      printer.list(
        "copy",
        [
          "\(from) + offset(\(places).last(row), \(strides.from))",
          "to: \(to) + offset(row, \(strides.to))", "count: \(count)",
        ], "")
    }
  }

  /// The rows of a packed table.
  private func tableRows(_ table: BufferID) -> Int {
    guard case .weights(let entry) = loops[table].storage else {
      preconditionFailure("an embedding table must be a parameter")
    }
    return packs[entry].size / loops[table].stride
  }

  private mutating func quantise(
    _ source: Reference, _ target: Reference, _ count: Int, _ length: Length?,
    _ exchanged: [BufferID: BufferID]
  ) {
    let from = pointer(source, exchanged: exchanged)
    let to = pointer(target, exchanged: exchanged)
    let function = "quantise\(lanes.widest(for: count))"
    guard let rows = rows(length) else {
      printer.print("\(function)(\(from), to: \(to), count: \(count))")
      return
    }
    let read = "\(from) + offset(row, \(stride(source.buffer)))"
    let written = "\(to) + offset(row, \(stride(target.buffer)))"
    printer.block("for row in 0..<\(rows) {") { printer in
      printer.print("\(function)(\(read), to: \(written), count: \(count))")
    }
  }

  private mutating func reduce(
    _ kind: Statement.ReductionKind, _ source: Reference, _ target: Reference, _ count: Int,
    _ length: Length?, _ exchanged: [BufferID: BufferID]
  ) {
    let from = pointer(source, exchanged: exchanged)
    let to = pointer(target, exchanged: exchanged)
    let function =
      switch kind {
      case .real(let reduction): reduction.function(lanes: lanes.widest(for: count))
      case .argmax: "argmax"
      case .sample: "sample"
      }
    let more =
      if case .sample(let sampling) = kind {
        ", topK: \(sampling.topK ?? count), topP: \(Spelling.literal(sampling.topP ?? 1))"
      } else {
        ""
      }
    guard let rows = rows(length, of: target) else {
      printer.print("\(to)[0] = \(function)(\(from), count: \(count)\(more))")
      return
    }
    let stride = stride(source.buffer)
    printer.block("for row in 0..<\(rows) {") { printer in
      printer.print(
        "\(to)[offset(row, \(loops[target.buffer].stride))] = \(function)(\(from) + offset(row, \(stride)), count: \(count)\(more))"
      )
    }
  }
}
