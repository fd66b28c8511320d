import RecurGraph

/// The functions of a trainer that sum up losses and gradients.
extension TrainerPrinter {
  /// Prints the function that computes a gradient.
  func differentiate(to printer: inout SwiftPrinter) {
    sums(
      "differentiate", isEvaluation: false,
      """
      /// Computes the loss of `count` examples and its gradient by each weight; allocates nothing unless
      /// `capacity` must grow.
      """,
      """
      ///   it counts, and the sum of how much they count. The gradient is that of the sum.
      """, to: &printer)
  }

  /// Prints the function that computes a loss alone.
  func evaluate(to printer: inout SwiftPrinter) {
    sums(
      "evaluate", isEvaluation: true,
      """
      /// Computes the loss of `count` examples and nothing else; allocates nothing unless `capacity` must grow.
      """,
      """
      ///   it counts, and the sum of how much they count.
      """, to: &printer)
  }

  private func sums(
    _ name: String, isEvaluation: Bool, _ first: String, _ last: String,
    to printer: inout SwiftPrinter
  ) {
    let own = self.printer
    printer.print(
      """
      \(first)
      ///
      /// All sequences have room for the longest. What lies behind the end of one is not looked at.
      """)
    own.parameterDocumentation(interface.inputs, to: &printer)
    for (name, input) in zip(interface.rowLengths, own.chosen) {
      printer.print("///   - \(name): the time steps of each `\(input.name)`.")
    }
    carryingDocumentation(to: &printer)
    printer.print(
      """
      /// - Returns: the sum of the losses of all examples and of all their time steps, each times how much
      \(last)
      """)
    printer.list(
      "public mutating func \(name)", parameters,
      " throws(InputError) -> (loss: Float, weight: Float) {")
    printer.indented { printer in
      own.checkBatch(batch, tokens: false, to: &printer)
      own.checkRowLengths(to: &printer)
      for item in interface.inputs { own.checkRowTokens(of: item, to: &printer) }
      own.growing(batch, to: &printer)
      printer.print("Self.pack(parameters, packs, packs + \(packs.size))")
      if !isEvaluation { drawMasks(to: &printer) }
      beginOrContinue(to: &printer)
      let drawn = masks.map { mask in
        "\(mask.item.pointer): \(isEvaluation ? "self.masks" : mask.item.pointer)"
      }
      own.unsafePointers(
        "let call = TrainingCall",
        ["workers: workers?.count ?? 1", "weights: packs", "workspace: workspace"]
          + [
            "sums: sums", "isEvaluation: \(isEvaluation)", "capacity: capacity", "room: room",
            "count: count",
          ]
          + interface.chosenLengths.map { "\($0): \($0)" } + drawn
          + (carried.isEmpty ? [] : ["carried: self.carried"]), and: interface.rowLengths,
        to: &printer
      ) { own.runByWorkers("TrainingCall", to: &$0) }
      printer.print(
        """
        for worker in 1..<max(min(workers?.count ?? 1, count), 1) {
          accumulate(sums + worker &* \(sumSize), to: sums, count: \(isEvaluation ? start : sumSize))
        }
        return (sums[0], sums[\(places[1])])
        """)
    }
    printer.print("}")
  }

  /// Prints what workers know of a call.
  func call(to printer: inout SwiftPrinter) {
    let counts = ["capacity", "room", "count"] + interface.chosenLengths
    let fields = CallFields(
      type: "TrainingCall",
      numbers: [("sums", "UnsafeMutablePointer<Float>"), ("isEvaluation", "Bool")]
        + counts.map { ($0, "Int") }
        + (masks.map(\.item.pointer) + (carried.isEmpty ? [] : ["carried"]))
        .map { ($0, "UnsafeMutablePointer<Float>") })
    self.printer.callType(
      fields, read: interface.rowLengths, "Sums up a worker's share of the examples.", to: &printer
    ) { printer in
      printer.print("if worker >= count { return }")
      flushSubnormals(to: &printer)
      if interface.chosenLengths.isEmpty {
        printer.print(
          """
          let workers: Int = min(self.workers, count)
          let start: Int = count &* worker / workers
          let own: Int = count &* (worker &+ 1) / workers &- start
          """)
      } else {
        printer.print("let own: Int = (count &- worker &+ workers &- 1) / workers")
      }
      printer.print("let size: Int = \(self.printer.workerSize(batch))")
      func pointer(_ input: Interface.Item) -> String {
        let past = " + start &* \(input.count)" + (input.steps.map { " &* \($0)" } ?? "")
        return "\(input.pointer): \(input.pointer)\(interface.chosenLengths.isEmpty ? past : "")"
      }
      func arguments(_ inputs: [Interface.Item]) -> [String] {
        [
          "weights", "workspace + worker &* size", "capacity: capacity", "room: room", "count: own",
          "limit: count", "worker: worker", "workers: workers",
        ] + interface.chosenLengths.map { "\($0): \($0)" }
          + interface.rowLengths.map { "\($0): \($0)" } + inputs.map(pointer)
          + carriedPointers("\(batch.limit)")
          + ["sums: sums + worker &* \(sumSize)"]
      }
      let program = "\(interface.model)Program"
      printer.block(
        "if isEvaluation {",
        { $0.list("\(program).evaluate", arguments(interface.inputs), "") }, end: "} else {")
      printer.indented {
        $0.list("\(program).differentiate", arguments(interface.inputs + masks.map(\.item)), "")
      }
      printer.print("}")
    }
  }
}
