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
      ) { printer in
        printer.print(
          """
          if let workers {
            withUnsafePointer(to: call) { place in
              workers.run(place) { job, worker in
                job.assumingMemoryBound(to: BatchCall.self).pointee.run(worker)
              }
            }
          } else {
            call.run(0)
          }
          """)
      }
    }
    printer.print("}")
  }

  /// Prints what workers know of a call.
  private func call(_ memory: MemoryPlan, to printer: inout SwiftPrinter) {
    printer.print("/// What workers know of a call.")
    printer.block("private struct BatchCall {") { printer in
      let counts = ["capacity", "room", "count"] + interface.chosenLengths
      printer.print("let workers: Int")
      printer.print("let weights: UnsafePointer<Float>")
      printer.print("let workspace: UnsafeMutablePointer<Float>")
      for name in counts { printer.print("let \(name): Int") }
      for input in interface.inputs {
        printer.print("let \(input.pointer): UnsafePointer<\(input.swift)>")
      }
      for output in interface.outputs {
        printer.print("let \(output.pointer): UnsafeMutablePointer<\(output.swift)>")
      }
      for name in lengths { printer.print("let \(name): UnsafeMutablePointer<Int32>") }
      printer.print("\n/// Answers for a worker's share of the inputs.")
      printer.block("func run(_ worker: Int) {") { printer in
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
}
