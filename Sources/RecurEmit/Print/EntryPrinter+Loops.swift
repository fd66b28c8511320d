import RecurGraph

/// Loops over time steps.
extension Loop {
  /// Whether there is a loop inside.
  fileprivate var hasLoops: Bool {
    body.contains { if case .loop = $0 { true } else { false } }
  }
}

extension EntryPrinter {
  mutating func print(_ loop: Loop) {
    let rows = openUneven(loop)
    let end = rows.map { "\($0.places).longest" } ?? steps(loop.length)
    let counter = loop.counter
    let isUnrolled = loop.unroll == 2 && !loop.swaps.isEmpty && !loop.hasLoops
    let outer = isOddStep
    defer { isOddStep = outer }
    printer.print("var \(counter): Int = 0")
    if isUnrolled {
      // Two steps an iteration: the second writes what the first has read, so nothing changes places.
      let exchanged = Dictionary(
        uniqueKeysWithValues: loop.swaps.flatMap { [($0.0, $0.1), ($0.1, $0.0)] })
      open("while \(counter) &+ 1 < \(end) {")
      isOddStep = "false"
      step(loop, rows, exchanged: [:])
      printer.print("\(counter) &+= 1")
      isOddStep = "true"
      step(loop, rows, exchanged: exchanged)
      printer.print("\(counter) &+= 1")
      close()
    }
    isOddStep = isUnrolled ? "false" : "\(counter) & 1 != 0"
    open("\(isUnrolled ? "if" : "while") \(counter) < \(end) {")
    step(loop, rows, exchanged: [:])
    exchange(loop.swaps)
    if !isUnrolled { printer.print("\(counter) &+= 1") }
    close()
  }

  private mutating func step(
    _ loop: Loop, _ rows: UnevenLoop?, exchanged: [BufferID: BufferID]
  ) {
    guard let rows else { return print(loop.body, exchanged: exchanged) }
    step(loop, rows, exchanged: exchanged)
  }

  mutating func print(_ loop: GenerateLoop) {
    let count = Self.steps(loop.length)
    let outer = isOddStep
    defer { isOddStep = outer }
    isOddStep = "\(count) & 1 != 0"
    if entry.isBatch { return printBatch(loop) }
    let previous = loops[loop.previous].name
    byOneThread { $0.printer.print("\(previous)[0] = \(loop.generate.from)") }
    meet()
    printer.print("var \(count): Int = 0")
    open("while \(count) < \(loop.generate.atMost) {")
    print(loop.body, exchanged: [:])
    let token = pointer(loop.token, exchanged: [:])
    if let until = loop.generate.until { printer.print("if \(token)[0] == \(until) { break }") }
    byOneThread { printer in
      printer.printer.print("\(printer.loops[loop.output].name)[\(count)] = \(token)[0]")
      printer.printer.print("\(previous)[0] = \(token)[0]")
    }
    meet()
    exchange(loop.swaps)
    printer.print("\(count) &+= 1")
    close()
  }

  /// Generates for all rows until every one has stopped; those that have go on, unread.
  private mutating func printBatch(_ loop: GenerateLoop) {
    let count = Self.steps(loop.length)
    let running = Self.running(loop.length)
    let lengths = loops[loop.lengths!].name
    let previous = loops[loop.previous].name
    printer.print(
      """
      for row in 0..<count {
        \(previous)[row] = \(loop.generate.from)
        \(lengths)[row] = \(loop.generate.atMost)
      }
      """)
    var condition = "\(count) < \(loop.generate.atMost)"
    if loop.generate.until != nil {
      printer.print("var \(running): Int = count")
      condition += ", \(running) > 0"
    }
    printer.print("var \(count): Int = 0")
    open("while \(condition) {")
    print(loop.body, exchanged: [:])
    let token = pointer(loop.token, exchanged: [:])
    printer.block("for row in 0..<count {") { printer in
      if let until = loop.generate.until {
        printer.print(
          """
          if \(token)[row] == \(until), \(lengths)[row] > \(count) {
            \(lengths)[row] = Int32(\(count))
            \(running) &-= 1
          }
          """)
      }
      printer.print(
        """
        \(loops[loop.output].name)[\(count) &* count &+ row] = \(token)[row]
        \(previous)[row] = \(token)[row]
        """)
    }
    exchange(loop.swaps)
    printer.print("\(count) &+= 1")
    close()
  }

  private mutating func exchange(_ swaps: [(BufferID, BufferID)]) {
    for (a, b) in swaps {
      printer.print("swap(&\(loops[a].name), &\(loops[b].name))")
    }
  }

  mutating func open(_ head: String) {
    printer.print(head)
    printer.indent()
  }

  mutating func close() {
    printer.outdent()
    printer.print("}")
  }
}
