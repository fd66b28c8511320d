import RecurGraph

/// The type that runs several inputs side by side.
extension ModelPrinter {
  /// Prints the type `Batch`.
  func batch(_ limit: Int, _ memory: MemoryPlan, to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// Memory in which the model runs over several inputs of one length side by side, which read each
      /// weight once for all of them, without allocating.
      ///
      /// What is passed in and out holds the inputs one after the other.
      public struct Batch: ~Copyable {
      """)
    printer.indented { printer in
      printer.print(
        """
        /// The most inputs of one call.
        public static let limit = \(limit)

        private let weights: \(interface.model)Weights
        /// The threads that share the inputs of a call, if the caller has help.
        private let workers: Workers?
        /// A part for each worker, with room for `room` inputs.
        private var workspace: UnsafeMutablePointer<Float>
        private let room: Int

        /// The time steps for which there is memory; longer inputs make it grow.
        public private(set) var capacity: Int

        /// Makes room for inputs of up to `capacity` time steps.
        ///
        /// - Parameter threads: how many threads share the inputs of a call, the caller's included. The
        ///   others sleep between calls and end with this value.
        public init(_ model: \(interface.model), capacity: Int = 64, threads: Int = 1) {
          weights = model.weights
          workers = threads > 1 ? Workers(count: min(threads, \(limit))) : nil
          let count: Int = workers?.count ?? 1
          room = (\(limit) + count - 1) / count
          self.capacity = (max(capacity, 1) + 15) / 16 * 16
          workspace = allocate(count * room * (\(size(memory, "self.capacity"))))
        }

        deinit { workspace.deallocate() }

        """)
      predict(memory, limit, to: &printer)
      if isGrowing(memory) {
        printer.print(
          """

          private mutating func grow(to steps: Int) {
            workspace.deallocate()
            capacity = (max(steps, 2 * capacity) + 15) / 16 * 16
            workspace = allocate((workers?.count ?? 1) * room * (\(size(memory, "capacity"))))
          }
          """)
      }
      printer.print()
      call(memory, to: &printer)
    }
    printer.print("}")
  }

  private func isGrowing(_ memory: MemoryPlan) -> Bool {
    memory.sizePerStep > 0 && !interface.chosenLengths.isEmpty
  }

  /// The elements of the workspace of one input.
  private func size(_ memory: MemoryPlan, _ capacity: String) -> String {
    memory.sizePerStep > 0
      ? "\(memory.fixedSize) + \(memory.sizePerStep) * \(capacity)" : "\(memory.fixedSize)"
  }

  /// The pointers to the lengths that inputs choose for their answers.
  private var lengths: [String] {
    interface.generated.map { InterfaceNames.lengths($0.specName) }
  }

  private func predict(_ memory: MemoryPlan, _ limit: Int, to printer: inout SwiftPrinter) {
    printer.print(
      "/// Answers for `count` whole inputs; allocates nothing unless `capacity` must grow.")
    parameterDocumentation(interface.inputs + interface.outputs, to: &printer)
    for (output, name) in zip(interface.generated, lengths) {
      printer.print("///   - \(name): the time steps of the answer `\(output.name)` to each input.")
    }
    let parameters =
      ["count: Int"] + interface.inputs.map { "\($0.name): Span<\($0.swift)>" }
      + interface.outputs.map { "\($0.name): inout MutableSpan<\($0.swift)>" }
      + lengths.map { "\($0): inout MutableSpan<Int32>" }
    printer.list("public mutating func predict", parameters, " throws(InputError) {")
    printer.indented { printer in
      printer.print(
        """
        guard count > 0, count <= \(limit) else {
          throw InputError(description: "the batch has \\(count) inputs, expected 1 to \(limit)")
        }
        """)
      interface.printLengths(rows: "count", to: &printer)
      for item in interface.inputs + interface.outputs {
        check(item, isBatch: true, to: &printer)
      }
      for name in lengths {
        printer.print(
          """
          guard \(name).count == count else {
            throw InputError(
              description: "\(name) has \\(\(name).count) elements, expected \\(count)")
          }
          """)
      }
      for length in interface.chosenLengths where memory.sizePerStep > 0 {
        printer.print("if \(length) > capacity { grow(to: \(length)) }")
      }
      unsafePointers(
        "let call = BatchCall",
        [
          "workers: workers?.count ?? 1", "weights: weights.base", "workspace: workspace",
          "capacity: capacity", "room: room", "count: count",
        ] + interface.chosenLengths.map { "\($0): \($0)" },
        and: lengths, to: &printer
      ) { runByWorkers("BatchCall", to: &$0) }
    }
    printer.print("}")
  }

  /// Prints what workers know of a call.
  private func call(_ memory: MemoryPlan, to printer: inout SwiftPrinter) {
    let counts = ["capacity", "room", "count"] + interface.chosenLengths
    let fields = CallFields(type: "BatchCall", numbers: counts.map { ($0, "Int") })
    callType(
      fields, pointers: lengths, "Answers for a worker's share of the inputs.", to: &printer
    ) { printer in
      printer.print(
        """
        let start: Int = count &* worker / workers
        let end: Int = count &* (worker &+ 1) / workers
        if start == end { return }
        let size: Int = room &* (\(size(memory, "capacity")))
        """)
      let pointers = (interface.inputs + interface.outputs).map { item in
        "\(item.pointer): \(item.pointer) + start &* \(item.count)"
          + (item.steps.map { " &* \($0)" } ?? "")
      }
      printer.list(
        "\(interface.model)Program.predictBatch",
        [
          "weights", "workspace + worker &* size", "capacity: capacity", "room: room",
          "count: end &- start",
        ] + interface.chosenLengths.map { "\($0): \($0)" } + pointers
          + lengths.map { "\($0): \($0) + start" }, "")
    }
  }
}
