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
      growing(to: &printer)
      printer.print("Self.pack(parameters, packs, packs + \(packs.size))")
      if !isEvaluation || sumsPieces { drawMasks(isEvaluation: isEvaluation, to: &printer) }
      beginOrContinue(to: &printer)
      let drawn = masks.map { mask in
        "\(mask.item.pointer): \(isEvaluation && !sumsPieces ? "self.masks" : mask.item.pointer)"
      }
      own.unsafePointers(
        "let call = TrainingCall",
        ["workers: workers?.count ?? 1", "weights: packs", "workspace: workspace"]
          + [
            "sums: sums", "capacity: \(workspaceCapacity("capacity"))", "room: room",
            "count: count",
          ]
          + interface.chosenLengths.map { "\($0): \($0)" } + drawn
          + (pieces == nil ? [] : ["carried: self.carried"])
          + (sumsPieces ? ["lengthsOfPiece: self.lengthsOfPiece"] : [])
          + ["isEvaluation: \(isEvaluation)"] + (sumsPieces ? ["piece: 0"] : []),
        and: interface.rowLengths, to: &printer
      ) { printer in
        if sumsPieces {
          printer.print("sumPieces(call)")
        } else {
          own.runByWorkers("TrainingCall", to: &printer)
        }
      }
      if !sumsPieces { addWorkers(summing: isEvaluation ? "\(start)" : "\(sumSize)", to: &printer) }
      printer.print("return (sums[0], sums[\(places[1])])")
    }
    printer.print("}")
  }

  /// Prints that memory grows for longer examples than there have been.
  private func growing(to printer: inout SwiftPrinter) {
    if sumsPieces {
      let steps = interface.chosenLengths[0]
      printer.print("if \(steps) > capacity { grow(to: \(steps)) }")
    } else {
      self.printer.growing(batch, to: &printer)
    }
  }

  /// Prints that the sums of all workers come together in the first place.
  func addWorkers(
    _ count: String = "count", summing size: String, to printer: inout SwiftPrinter
  ) {
    printer.print(
      """
      for worker in 1..<max(min(workers?.count ?? 1, \(count)), 1) {
        accumulate(sums + worker &* \(sumSize), to: sums, count: \(size))
      }
      """)
  }

  /// Prints what workers know of a call.
  func call(to printer: inout SwiftPrinter) {
    let counts = ["capacity", "room", "count"] + interface.chosenLengths
    let fields = CallFields(
      type: "TrainingCall",
      numbers: [("sums", "UnsafeMutablePointer<Float>")] + counts.map { ($0, "Int") }
        + (masks.map(\.item.pointer) + (pieces == nil ? [] : ["carried"]))
        .map { ($0, "UnsafeMutablePointer<Float>") }
        + (sumsPieces ? [("lengthsOfPiece", "UnsafeMutablePointer<Int32>")] : []),
      variables: [("isEvaluation", "Bool")] + (sumsPieces ? [("piece", "Int")] : []))
    self.printer.callType(
      fields, read: interface.rowLengths, "Sums up a worker's share of the examples.", to: &printer
    ) { printer in
      printer.print("if worker >= count { return }")
      flushSubnormals(to: &printer)
      if sumsPieces {
        ownPiece(to: &printer)
      } else if interface.chosenLengths.isEmpty {
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
        "\(input.pointer): \(input.pointer)\(past(input))"
      }
      let lengths =
        sumsPieces
        ? pieceArguments
        : interface.chosenLengths.map { "\($0): \($0)" }
          + interface.rowLengths.map { "\($0): \($0)" }
      func arguments(_ inputs: [Interface.Item], isEvaluation: Bool) -> [String] {
        [
          "weights", "workspace + worker &* size", "capacity: capacity", "room: room", "count: own",
          "limit: count", "worker: worker", "workers: workers",
        ] + lengths + inputs.map(pointer) + carriedPointers
          + piecePointers(isEvaluation: isEvaluation) + ["sums: sums + worker &* \(sumSize)"]
      }
      let program = "\(interface.model)Program"
      let all = interface.inputs + masks.map(\.item)
      printer.block(
        "if isEvaluation {",
        { printer in
          let inputs = sumsPieces ? all : interface.inputs
          printer.list("\(program).evaluate", arguments(inputs, isEvaluation: true), "")
        }, end: "} else {")
      printer.indented {
        $0.list("\(program).differentiate", arguments(all, isEvaluation: false), "")
      }
      printer.print("}")
    }
  }

  /// The elements of an input in front of what a worker reads of it.
  private func past(_ input: Interface.Item) -> String {
    if sumsPieces { return input.length == nil ? "" : " + start &* \(input.count)" }
    guard interface.chosenLengths.isEmpty else { return "" }
    return " + start &* \(input.count)" + (input.steps.map { " &* \($0)" } ?? "")
  }
}
