/// Batches whose inputs differ in length.
extension ModelPrinter {
  /// Prints the function of `Batch` that answers for inputs of different lengths.
  func unevenPredict(_ batch: BatchParts, to printer: inout SwiftPrinter) {
    printer.print(
      """

      /// Answers for `count` inputs of different lengths, each as it would be answered alone; allocates
      /// nothing unless `capacity` must grow.
      ///
      /// All sequences have room for the longest. What lies behind the end of an input is not looked at,
      /// what lies behind the end of an answer becomes zero.
      """)
    parameterDocumentation(interface.inputs + interface.outputs, to: &printer)
    for (name, input) in zip(interface.rowLengths, chosen) {
      printer.print("///   - \(name): the time steps of each `\(input.name)`.")
    }
    for (output, name) in zip(interface.generated, lengths) {
      printer.print("///   - \(name): the time steps of the answer `\(output.name)` to each input.")
    }
    let parameters =
      ["count: Int"] + interface.inputs.map { "\($0.name): Span<\($0.swift)>" }
      + interface.rowLengths.map { "\($0): Span<Int32>" }
      + interface.outputs.map { "\($0.name): inout MutableSpan<\($0.swift)>" }
      + lengths.map { "\($0): inout MutableSpan<Int32>" }
    printer.list("public mutating func predict", parameters, " throws(InputError) {")
    printer.indented { printer in
      checkBatch(batch, tokens: false, to: &printer)
      printer.print("var isUneven = false")
      checkRowLengths(then: "isUneven = true", to: &printer)
      answerEvenly(to: &printer)
      for item in interface.inputs { checkRowTokens(of: item, to: &printer) }
      growing(batch, to: &printer)
      unsafePointers(
        "let call = UnevenCall", callArguments(batch), and: interface.rowLengths, mutable: lengths,
        to: &printer
      ) { runByWorkers("UnevenCall", to: &$0) }
    }
    printer.print("}")
  }

  /// The first input of each length that callers choose.
  var chosen: [Interface.Item] {
    interface.chosenLengths.map { length in
      interface.inputs.first { $0.chosenLength == length }!
    }
  }

  /// Checks the lengths of rows.
  ///
  /// - Parameter then: what is done where one is shorter than another may be.
  func checkRowLengths(then: String? = nil, to printer: inout SwiftPrinter) {
    for name in interface.rowLengths {
      printer.print(
        """
        guard \(name).count == count else {
          throw InputError(description: "\(name) has \\(\(name).count) elements, expected \\(count)")
        }
        """)
    }
    if interface.rowLengths.isEmpty { return }
    printer.block("for row in 0..<count {") { printer in
      for (name, length) in zip(interface.rowLengths, interface.chosenLengths) {
        printer.print(
          """
          guard \(name)[row] > 0, \(name)[row] <= \(length) else {
            throw InputError(
              description: "\(name) holds \\(\(name)[row]), expected 1 to \\(\(length))")
          }
          """)
        if let then { printer.print("if \(name)[row] < \(length) { \(then) }") }
      }
    }
  }

  /// Goes on only if lengths differ.
  private func answerEvenly(to printer: inout SwiftPrinter) {
    printer.block("guard isUneven else {") { printer in
      printer.list(
        "return try predict",
        ["count: count"] + interface.inputs.map { "\($0.name): \($0.name)" }
          + interface.outputs.map { "\($0.name): &\($0.name)" } + lengths.map { "\($0): &\($0)" },
        "")
    }
  }

  /// What must hold of the tokens of a sequence that is passed in, up to its end.
  func checkRowTokens(of item: Interface.Item, to printer: inout SwiftPrinter) {
    guard case .token(let tokens) = item.element,
      let position = interface.chosenLengths.firstIndex(where: { $0 == item.chosenLength })
    else { return checkTokens(of: item, to: &printer) }
    let (length, ends) = (interface.chosenLengths[position], interface.rowLengths[position])
    printer.block("for row in 0..<count {") { printer in
      printer.block("for i in 0..<Int(\(ends)[row]) {") { printer in
        printer.print(
          """
          let token: Int32 = \(item.name)[row &* \(length) &+ i]
          guard UInt32(bitPattern: token) < \(tokens) else {
            throw InputError(
              description: "\(item.name) holds the token \\(token), expected 0 ..< \(tokens)")
          }
          """)
      }
    }
  }

  /// Prints what workers know of a call for inputs of different lengths.
  func unevenCall(_ batch: BatchParts, to printer: inout SwiftPrinter) {
    let work =
      batch.isShared ? "Does a thread's share." : "Answers for a worker's share of the inputs."
    callType(
      callFields("UnevenCall", batch), read: interface.rowLengths, pointers: lengths, work,
      to: &printer
    ) { printer in
      if !batch.isShared {
        printer.print(
          """
          if worker >= count { return }
          let own: Int = (count &- worker &+ workers &- 1) / workers
          let size: Int = \(workerSize(batch))
          """)
      }
      printer.list(
        "\(interface.model)Program.predictUneven",
        [
          "weights", batch.isShared ? "workspace" : "workspace + worker &* size",
          "capacity: capacity", "room: room", "count: \(batch.isShared ? "count" : "own")",
          "limit: count", "worker: \(batch.isShared ? "0" : "worker")",
          "workers: \(batch.isShared ? "1" : "workers")",
        ] + interface.chosenLengths.map { "\($0): \($0)" }
          + interface.rowLengths.map { "\($0): \($0)" }
          + (interface.inputs + interface.outputs).map { "\($0.pointer): \($0.pointer)" }
          + lengths.map { "\($0): \($0)" } + team(batch), "")
    }
  }
}
