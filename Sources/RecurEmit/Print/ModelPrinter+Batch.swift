import RecurGraph

/// The type that runs several inputs side by side.
extension ModelPrinter {
  /// Prints the type `Batch`.
  func batch(_ batch: BatchParts, to printer: inout SwiftPrinter) {
    let limit = batch.limit
    printer.print(
      """
      /// Memory in which the model runs over several inputs side by side, which read each weight once for
      /// all of them, without allocating.
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
        /// The threads that share a call, if the caller has help.
        private let workers: Workers?
        /// \(batch.isShared ? "For all inputs" : "A part for each worker, with room for `room` inputs").
        private var workspace: UnsafeMutablePointer<Float>
        \(batch.isShared ? "" : "private let room: Int\n")
        /// The time steps for which there is memory; longer inputs make it grow.
        public private(set) var capacity: Int

        /// Makes room for inputs of up to `capacity` time steps.
        ///
        /// - Parameter threads: how many threads share \(batch.whatIsShared), the caller's
        ///   included. The others sleep between calls and end with this value.
        public init(_ model: \(interface.model), capacity: Int = 64, threads: Int = 1) {
          weights = model.weights
          workers = threads > 1 ? Workers(count: min(threads, \(batch.mostThreads))) : nil
        """)
      printer.indented { printer in
        if !batch.isShared {
          printer.print(
            """
            let count: Int = workers?.count ?? 1
            room = (\(limit) + count - 1) / count
            """)
        }
        printer.print(
          """
          self.capacity = (max(capacity, 1) + 15) / 16 * 16
          workspace = allocate(\(workspaceSize(batch, "count", "self.capacity")))
          """)
      }
      printer.print(
        """
        }

        deinit { workspace.deallocate() }

        """)
      predict(batch, to: &printer)
      if batch.isUneven { unevenPredict(batch, to: &printer) }
      grow(batch, to: &printer)
      printer.print()
      call(batch, to: &printer)
      if batch.isUneven {
        printer.print()
        unevenCall(batch, to: &printer)
      }
    }
    printer.print("}")
  }

  /// Prints the function that makes room for longer inputs, if they can be longer.
  ///
  /// - Parameter more: what else is done when `capacity` has grown, lines of source.
  func grow(_ batch: BatchParts, and more: String = "", to printer: inout SwiftPrinter) {
    guard batch.memory.sizePerStep > 0, !interface.chosenLengths.isEmpty else { return }
    printer.print(
      """

      private mutating func grow(to steps: Int) {
        workspace.deallocate()
        capacity = (max(steps, 2 * capacity) + 15) / 16 * 16
        workspace = allocate(\(workspaceSize(batch, "(workers?.count ?? 1)", "capacity")))\(more)
      }
      """)
  }

  /// The elements of the workspace of one input.
  func size(_ memory: MemoryPlan, _ capacity: String) -> String {
    memory.sizePerStep > 0
      ? "\(memory.fixedSize) + \(memory.sizePerStep) * \(capacity)" : "\(memory.fixedSize)"
  }

  /// The elements of the workspace of all inputs of `workers` threads.
  func workspaceSize(_ batch: BatchParts, _ workers: String, _ capacity: String) -> String {
    let (own, common) = (size(batch.memory, capacity), batch.memory.commonSize)
    let front = common > 0 ? "\(common) + " : ""
    if batch.isShared { return "\(front)Self.limit * (\(own))" }
    return common > 0 ? "\(workers) * (\(front)room * (\(own)))" : "\(workers) * room * (\(own))"
  }

  /// The elements of the workspace of the inputs of one of several threads.
  func workerSize(_ batch: BatchParts) -> String {
    let common = batch.memory.commonSize
    return "\(common > 0 ? "\(common) &+ " : "")room &* (\(size(batch.memory, "capacity")))"
  }

  /// The pointers to the lengths that inputs choose for their answers.
  var lengths: [String] {
    interface.generated.map { InterfaceNames.lengths($0.specName) }
  }

  private func predict(_ batch: BatchParts, to printer: inout SwiftPrinter) {
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
      checkBatch(batch, tokens: true, to: &printer)
      growing(batch, to: &printer)
      unsafePointers(
        "let call = BatchCall", callArguments(batch), mutable: lengths, to: &printer
      ) { runByWorkers("BatchCall", to: &$0) }
    }
    printer.print("}")
  }

  /// Prints what must hold before unchecked code sees what it is given.
  ///
  /// - Parameter tokens: check all tokens, too.
  func checkBatch(_ batch: BatchParts, tokens: Bool, to printer: inout SwiftPrinter) {
    printer.print(
      """
      guard count > 0, count <= \(batch.limit) else {
        throw InputError(description: "the batch has \\(count) inputs, expected 1 to \(batch.limit)")
      }
      """)
    interface.printLengths(rows: "count", to: &printer)
    for item in interface.inputs + interface.outputs {
      checkCount(of: item, isBatch: true, to: &printer)
      if tokens { checkTokens(of: item, to: &printer) }
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
  }

  /// Prints that memory grows for longer inputs than there have been.
  func growing(_ batch: BatchParts, to printer: inout SwiftPrinter) {
    for length in interface.chosenLengths where batch.memory.sizePerStep > 0 {
      printer.print("if \(length) > capacity { grow(to: \(length)) }")
    }
  }

  /// What a call passes on to workers, but for what is passed in and out.
  func callArguments(_ batch: BatchParts) -> [String] {
    ["workers: workers?.count ?? 1", "weights: weights.base", "workspace: workspace"]
      + (batch.isShared ? ["meeting: workers?.meeting"] : []) + [
        "capacity: capacity", "room: \(batch.isShared ? "Self.limit" : "room")", "count: count",
      ] + interface.chosenLengths.map { "\($0): \($0)" }
  }

  /// The type that holds it.
  func callFields(_ type: String, _ batch: BatchParts) -> CallFields {
    let counts = ["capacity", "room", "count"] + interface.chosenLengths
    let meeting =
      batch.isShared ? [(name: "meeting", type: "UnsafeMutablePointer<Int32>?")] : []
    return CallFields(type: type, numbers: meeting + counts.map { ($0, "Int") })
  }

  /// What tells a thread which one it is.
  func team(_ batch: BatchParts) -> [String] {
    batch.isShared ? ["team: Team(worker: worker, count: workers, meeting: meeting)"] : []
  }

  /// Prints what workers know of a call.
  private func call(_ batch: BatchParts, to printer: inout SwiftPrinter) {
    let work =
      batch.isShared ? "Does a thread's share." : "Answers for a worker's share of the inputs."
    callType(callFields("BatchCall", batch), pointers: lengths, work, to: &printer) { printer in
      if !batch.isShared {
        printer.print(
          """
          let start: Int = count &* worker / workers
          let end: Int = count &* (worker &+ 1) / workers
          if start == end { return }
          let size: Int = \(workerSize(batch))
          """)
      }
      let pointers = (interface.inputs + interface.outputs).map { item in
        let past = " + start &* \(item.count)" + (item.steps.map { " &* \($0)" } ?? "")
        return "\(item.pointer): \(item.pointer)\(batch.isShared ? "" : past)"
      }
      printer.list(
        "\(interface.model)Program.predictBatch",
        [
          "weights", batch.isShared ? "workspace" : "workspace + worker &* size",
          "capacity: capacity", "room: room",
          "count: \(batch.isShared ? "count" : "end &- start")",
        ] + interface.chosenLengths.map { "\($0): \($0)" } + pointers
          + lengths.map { "\($0): \($0)\(batch.isShared ? "" : " + start")" }
          + team(batch), "")
    }
  }
}

/// What `Batch` needs to know of its entry point.
struct BatchParts {
  /// The most inputs of a call.
  let limit: Int
  /// The workspace of each input.
  let memory: MemoryPlan
  /// Whether threads share the kernels of all inputs, rather than the inputs.
  let isShared: Bool
  /// Whether inputs may differ in length.
  let isUneven: Bool

  /// - Parameter other: what has the same memory at other times.
  init(_ limit: Int, _ loops: Loops, or other: Loops? = nil) {
    self.limit = limit
    let plan = MemoryPlan(loops)
    memory = other.map { plan.covering(MemoryPlan($0)) } ?? plan
    isShared = loops.isShared
    isUneven = loops.uneven != nil
  }

  /// What threads share, as the end of a sentence.
  fileprivate var whatIsShared: String {
    isShared ? "the weights of a call" : "the inputs of a call"
  }

  /// The most threads that can have something to do.
  fileprivate var mostThreads: Int {
    isShared ? EmissionOptions.threadCounts.upperBound : limit
  }
}
