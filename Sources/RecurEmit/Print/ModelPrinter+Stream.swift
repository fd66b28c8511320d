import RecurGraph

/// The type that takes one time step at a time.
extension ModelPrinter {
  func stream(_ stream: StreamParts, to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// The model one time step at a time, with its state.
      public struct Stream: ~Copyable {
      """)
    printer.indented { printer in
      printer.print(
        """
        private let weights: \(name)Weights
        private let workspace: UnsafeMutablePointer<Float>
        """)
      sharingProperties(to: &printer)
      printer.print(
        """
        private var isOdd = false

        /// Stands before the first step.
        """)
      sharingDocumentation(to: &printer)
      printer.block("public init(_ model: \(name)\(threadsParameter)) {") { printer in
        printer.print("weights = model.weights\nworkspace = allocate(\(stream.memory.fixedSize))")
        startSharing(to: &printer)
        printer.print("reset()")
      }
      printer.print()
      deinitialiser(to: &printer)
      printer.print(
        """

        /// Goes back before the first step.
        public mutating func reset() {
          isOdd = false
          \(name)Program.reset(weights.base, workspace)
        }

        """)
      if stream.lookAhead > 0 {
        printer.print(
          """
          /// How many steps late each answer is, since the model looks as far ahead: a step answers for the
          /// one so many steps before. What comes of the first so many steps means nothing; behind the
          /// last input as many steps with zeros give the rest.
          public static let lookAhead = \(stream.lookAhead)

          """)
      }
      let step = atOneStep(stream.memory)
      let fields = CallFields(type: "StreamCall", numbers: [("isOdd", "Bool")])
      let lock = threads == nil ? " and takes no lock" : ""
      printer.print("/// Takes one time step; allocates nothing\(lock).")
      step.parameterDocumentation(step.interface.inputs + step.interface.outputs, to: &printer)
      step.call("step", to: &printer) { printer in
        for input in step.interface.inputs { step.check(input, to: &printer) }
        for output in step.interface.outputs { step.check(output, to: &printer) }
        step.run("step", fields, to: &printer)
        printer.print("isOdd.toggle()")
      }
      printer.print()
      chunk(step, fields, to: &printer)
      printer.print()
      snapshots(stream.key, to: &printer)
      step.callType("step", fields, to: &printer)
    }
    printer.print("}")
  }

  /// Prints the function that takes several steps.
  private func chunk(
    _ step: ModelPrinter, _ fields: CallFields, to printer: inout SwiftPrinter
  ) {
    let items = interface.inputs + interface.outputs
    let advancing = Set(items.filter { $0.steps != nil }.map(\.name))
    func summary(_ item: Interface.Item, _ count: String) -> String {
      item.summary + (advancing.contains(item.name) ? " for each of \(count) steps" : "")
    }
    let lock = threads == nil ? " and takes no lock" : ""
    printer.print("/// Takes `count` time steps, one after the other; allocates nothing\(lock).")
    printer.print("///\n/// - Parameters:")
    for item in step.interface.inputs + step.interface.outputs {
      printer.print("///   - \(item.name): \(summary(item, "`count`"))")
    }
    step.call("step", ["count: Int"], to: &printer) { printer in
      for item in step.interface.inputs + step.interface.outputs {
        let found = "\(item.name).count"
        let fits =
          !advancing.contains(item.name)
          ? "\(found) == \(item.count)"
          : item.count == 1
            ? "\(found) == count"
            : "\(found) % \(item.count) == 0, \(found) / \(item.count) == count"
        printer.block("guard \(fits) else {") { printer in
          printer.print(
            """
            throw InputError(
              description: "\(item.name) has \\(\(found)) elements, expected \(summary(item, "\\(count)"))")
            """)
        }
        step.checkTokens(of: item, to: &printer)
      }
      printer.print("var done: Int = 0")
      printer.block("while done < count {") { printer in
        step.run(
          "step", fields,
          offset: { item in
            guard advancing.contains(item.name) else { return nil }
            return item.count == 1 ? "done" : "done &* \(item.count)"
          }, to: &printer)
        printer.print("isOdd.toggle()\ndone &+= 1")
      }
    }
  }

  /// What prints the parts of a stream that see one time step.
  private func atOneStep(_ memory: MemoryPlan) -> ModelPrinter {
    ModelPrinter(
      interface: Interface.atOneStep(interface), documentation: "", signature: "", memory: memory,
      stream: nil, batch: nil, threads: threads, notCausal: nil)
  }

  /// Prints how the states become bytes and come from them.
  private func snapshots(_ key: UInt64, to printer: inout SwiftPrinter) {
    let states = "of: \(name)Program.states(workspace, isOdd: isOdd), key: \(key)"
    printer.print(
      """
      /// What the model knows of the steps before, as bytes for `restore`; they mean the same to all code
      /// that is generated for the model, whatever processor and precision it is for.
      public func snapshot() -> [UInt8] {
        streamSnapshot(\(states))
      }

      /// Stands where a stream of the same model stood when the snapshot was taken. What is no snapshot
      /// changes nothing.
      public mutating func restore(_ bytes: [UInt8]) throws(InputError) {
        let states: [StreamState] = \(name)Program.states(workspace, isOdd: false)
        guard restoreStream(bytes, to: states, key: \(key)) else {
          throw InputError(description: "the \\(bytes.count) bytes are no snapshot of \(name)")
        }
        isOdd = false
      }
      """)
  }
}

/// What is known of a stream.
struct StreamParts {
  /// The workspace.
  let memory: MemoryPlan
  /// A number that tells its states from those of other models.
  let key: UInt64
  /// How many steps late each answer is.
  let lookAhead: Int

  init(_ model: String, _ loops: Loops, lookAhead: Int) {
    self.lookAhead = lookAhead
    memory = MemoryPlan(loops)
    key = FNV1a.hash(
      model
        + loops.states.map { id in
          let columns = loops[id].columns > 1 ? " by \(loops[id].columns)" : ""
          return " \(loops[id].name) \(loops[id].count)\(columns)"
        }.joined())
  }
}
