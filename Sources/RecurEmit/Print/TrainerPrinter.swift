import RecurGraph
import RecurTemplates

/// Prints the type that computes the gradient of a loss and changes weights by it.
struct TrainerPrinter {
  private let graph: Graph
  private let packs: PackTable
  private let batch: BatchParts
  private let interface: Interface
  private let method: EmittableMethod

  /// - Parameter packs: the parameters as the gradient reads them.
  init(_ entry: Entry, packs: PackTable, _ method: EmittableMethod) {
    self.method = method
    graph = entry.graph
    self.packs = packs
    batch = BatchParts(entry.kind.limit!, entry.loops)
    interface = Interface(entry.graph, generatedLengths: [:]).givenOnly
  }

  /// What prints the parts that `Batch` has, too, for the inputs and targets of training.
  private var printer: ModelPrinter {
    ModelPrinter(
      interface: interface, documentation: "", signature: "", memory: batch.memory, stream: nil,
      batch: batch, threads: nil, notCausal: nil)
  }

  private var places: [Int] { graph.sumPlaces }
  /// Where the gradients start among the sums.
  private var start: Int { places[graph.outputs.count - graph.weights.count] }
  /// The elements of all sums.
  private var sumSize: Int { places[places.count - 1] }

  /// The weights, each with where it lies among them.
  private var weights: [(path: String, shape: [Int], place: Int)] {
    graph.weights.indices.map {
      let place = places[places.count - 1 - graph.weights.count + $0] - start
      return (
        graph.weights[$0].path, graph[graph.weightValues[graph.inputs.count + $0]].shape, place
      )
    }
  }

  /// What examples are, for `differentiate` and `step`.
  private var parameters: [String] {
    ["count: Int"] + interface.inputs.map { "\($0.name): Span<\($0.swift)>" }
      + interface.rowLengths.map { "\($0): Span<Int32>" }
  }

  private var optimizer: Optimizer {
    guard let optimizer = Optimizer.table[method.optimizer] else {
      preconditionFailure("there is no template of the optimizer '\(method.optimizer)'")
    }
    return optimizer
  }

  /// Prints the type.
  func print(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// Memory in which the model learns from several examples at once: what it is given and what its answers
      /// should be.
      ///
      /// What is passed in holds the examples one after the other.
      public struct Trainer: ~Copyable {
      """)
    printer.indented { printer in
      properties(to: &printer)
      initialiser(to: &printer)
      printer.print()
      differentiate(to: &printer)
      printer.print()
      step(to: &printer)
      reading(to: &printer)
      snapshots(to: &printer)
      self.printer.grow(batch, to: &printer)
      printer.print()
      call(to: &printer)
      printer.print()
      packing(to: &printer)
    }
    printer.print("}")
  }

  private func properties(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// The most examples of one step.
      public static let limit = \(batch.limit)

      /// The paths and shapes of the weights, and where each lies among them.
      private static let tensors: [(path: String, shape: [Int], place: Int)] = [
      """)
    printer.indented { printer in
      for weight in weights {
        printer.print("(\"\(weight.path)\", \(weight.shape), \(weight.place)),")
      }
    }
    printer.print(
      """
      ]
      private static let size = \(sumSize - start)
      private static let sizeOfKept = \(1 + optimizer.slots(method.numbers)) * size

      /// How long steps are.
      public var rate: Float = \(Spelling.literal(method.numbers["rate"] ?? 0))
      /// How many steps have been taken.
      public private(set) var steps: Int = 0
      /// The Euclidean norm of the gradient of the latest step's mean loss by all weights, before it was
      /// changed in any way.
      public private(set) var gradientNorm: Double = 0
      /// The weights, and behind them what the optimizer keeps for each.
      private let parameters: UnsafeMutablePointer<Float>
      /// The weights as kernels read them.
      private let packs: UnsafeMutablePointer<Float>
      /// For each worker a loss, its weight and its gradient, those of all in the first place.
      private let sums: UnsafeMutablePointer<Float>
      /// The threads that share the examples of a step, if the caller has help.
      private let workers: Workers?
      /// A part for each worker, with room for `room` examples.
      private var workspace: UnsafeMutablePointer<Float>
      private let room: Int
      /// The time steps for which there is memory; longer examples make it grow.
      public private(set) var capacity: Int

      """)
  }

  private func initialiser(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// Makes room for examples of up to `capacity` time steps.
      ///
      /// - Parameters:
      ///   - threads: how many threads share the examples of a step, the caller's included. The others sleep
      ///     between steps and end with this value. The sums of different numbers of threads differ in their
      ///     last digits.
      ///   - tensor: gives the elements of the weight with a path and a shape, the first axis slowest.
      public init(
        capacity: Int = 64, threads: Int = 1,
        tensor: (_ path: String, _ shape: [Int]) throws -> [Float]
      ) rethrows {
        let tensors = try Self.tensors.map { try tensor($0.path, $0.shape) }
        workers = threads > 1 ? Workers(count: min(threads, Self.limit)) : nil
        let count: Int = workers?.count ?? 1
        room = (Self.limit + count - 1) / count
        self.capacity = (max(capacity, 1) + 15) / 16 * 16
        workspace = allocate(\(self.printer.workspaceSize(batch, "count", "self.capacity")))
        parameters = allocate(Self.sizeOfKept + 16)
        packs = allocate(\(packs.size) + Self.sizeOfMade)
        sums = allocate(count * \(sumSize))
        for (values, tensor) in zip(tensors, Self.tensors) {
          let count: Int = min(values.count, tensor.shape.reduce(1, *))
          for i in 0..<count { parameters[tensor.place + i] = values[i] }
        }
      }

      deinit {
        workspace.deallocate()
        parameters.deallocate()
        packs.deallocate()
        sums.deallocate()
      }
      """)
  }

  private func differentiate(to printer: inout SwiftPrinter) {
    let own = self.printer
    printer.print(
      """
      /// Computes the loss of `count` examples and its gradient by each weight; allocates nothing unless
      /// `capacity` must grow.
      ///
      /// All sequences have room for the longest. What lies behind the end of one is not looked at.
      """)
    own.parameterDocumentation(interface.inputs, to: &printer)
    for (name, input) in zip(interface.rowLengths, own.chosen) {
      printer.print("///   - \(name): the time steps of each `\(input.name)`.")
    }
    printer.print(
      """
      /// - Returns: the sum of the losses of all examples and of all their time steps, each times how much
      ///   it counts, and the sum of how much they count. The gradient is that of the sum.
      """)
    printer.list(
      "public mutating func differentiate", parameters,
      " throws(InputError) -> (loss: Float, weight: Float) {")
    printer.indented { printer in
      own.checkBatch(batch, tokens: false, to: &printer)
      own.checkRowLengths(to: &printer)
      for item in interface.inputs { own.checkRowTokens(of: item, to: &printer) }
      own.growing(batch, to: &printer)
      printer.print("Self.pack(parameters, packs, packs + \(packs.size))")
      own.unsafePointers(
        "let call = TrainingCall",
        ["workers: workers?.count ?? 1", "weights: packs", "workspace: workspace"]
          + ["sums: sums", "capacity: capacity", "room: room", "count: count"]
          + interface.chosenLengths.map { "\($0): \($0)" }, and: interface.rowLengths, to: &printer
      ) { own.runByWorkers("TrainingCall", to: &$0) }
      printer.print(
        """
        for worker in 1..<max(min(workers?.count ?? 1, count), 1) {
          accumulate(sums + worker &* \(sumSize), to: sums, count: \(sumSize))
        }
        return (sums[0], sums[\(places[1])])
        """)
    }
    printer.print("}")
  }

  private func step(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// Changes the weights by one step of `\(method.optimizer)` along the gradient of the mean loss of `count`
      /// examples; allocates nothing unless `capacity` must grow.
      """)
    printer.print("///\n/// - Returns: the mean loss before the step.")
    printer.print(
      "/// - Throws: what is wrong with the examples, or that a loss or gradient is no finite number; then no"
        + "\n///   weight has changed.")
    printer.list("public mutating func step", parameters, " throws(InputError) -> Float {")
    printer.indented { printer in
      printer.list(
        "let (loss, weight) = try differentiate",
        ["count: count"]
          + (interface.inputs.map(\.name) + interface.rowLengths).map { "\($0): \($0)" }, "")
      printer.print(
        """
        guard weight != 0 else { return 0 }
        let gradients: UnsafeMutablePointer<Float> = sums + \(start)
        scaleElements(gradients, count: Self.size, by: 1 / weight)
        gradientNorm = squaresOfElements(gradients, count: Self.size).squareRoot()
        guard loss.isFinite, gradientNorm.isFinite else {
          throw InputError(
            description: "step \\(steps + 1) has the loss \\(loss / weight) and a gradient of the norm \\(gradientNorm)")
        }
        """)
      for clip in method.clips { self.clip(clip.kind, Spelling.literal(clip.limit), to: &printer) }
      printer.print("steps += 1")
      printer.list(
        optimizer.name,
        [
          "parameters", "gradients", "parameters + Self.size", "count: Self.size",
          "step: steps", "rate: rate",
        ]
          + optimizer.parameters.map {
            "\($0): \(Spelling.literal(method.numbers[$0] ?? 0))"
          }, "")
      printer.print("return loss / weight")
    }
    printer.print("}")
  }

  /// Prints that gradients are brought within a limit.
  private func clip(
    _ kind: EmittableMethod.Clip, _ limit: String, to printer: inout SwiftPrinter
  ) {
    switch kind {
    case .value:
      printer.print("clampElements(gradients, count: Self.size, limit: \(limit))")
    case .norm:
      clipNorm("gradients", "Self.size", limit, to: &printer)
    case .each:
      printer.block("for tensor in Self.tensors {") { printer in
        printer.print("let count: Int = tensor.shape.reduce(1, *)")
        clipNorm("gradients + tensor.place", "count", limit, to: &printer)
      }
    }
  }

  private func clipNorm(
    _ values: String, _ count: String, _ limit: String, to printer: inout SwiftPrinter
  ) {
    printer.print(
      """
      do {
        let norm: Double = squaresOfElements(\(values), count: \(count)).squareRoot()
        let factor: Double = \(limit) / (norm + 1e-6)
        if factor < 1 { scaleElements(\(values), count: \(count), by: Float(factor)) }
      }
      """)
  }

  private func reading(to printer: inout SwiftPrinter) {
    printer.print(
      """

      /// The elements of the weight with a path, or nil if there is none.
      public func weight(_ path: String) -> [Float]? { elements(of: path, in: parameters) }

      /// The gradient by the weight with a path, as `differentiate` has computed it, or nil if there is none.
      public func gradient(_ path: String) -> [Float]? { elements(of: path, in: sums + \(start)) }

      private func elements(of path: String, in all: UnsafeMutablePointer<Float>) -> [Float]? {
        guard let tensor = Self.tensors.first(where: { $0.path == path }) else { return nil }
        let count: Int = tensor.shape.reduce(1, *)
        return (0..<count).map { all[tensor.place + $0] }
      }
      """)
  }

  /// Prints how what is kept between steps becomes bytes and comes from them.
  private func snapshots(to printer: inout SwiftPrinter) {
    let shapes = weights.map { " \($0.path) \($0.shape)" }.joined()
    let key = FNV1a.hash("\(interface.model) \(method.optimizer)\(shapes)")
    printer.print(
      """

      /// What steps have made of the trainer, as bytes for `restore`: the weights, what the optimizer keeps and
      /// how many steps there were.
      public func snapshot() -> [UInt8] {
        let place = UnsafeMutableRawPointer(parameters + Self.sizeOfKept)
        place.storeBytes(of: UInt32(truncatingIfNeeded: steps), as: UInt32.self)
        return streamSnapshot(of: kept, key: \(key))
      }

      /// Goes on, to the bit, where a trainer of the same model stood when the snapshot was taken. What is no
      /// snapshot changes nothing.
      public mutating func restore(_ bytes: [UInt8]) throws(InputError) {
        guard restoreStream(bytes, to: kept, key: \(key)) else {
          throw InputError(
            description: "the \\(bytes.count) bytes are no snapshot of a trainer of \(interface.model)")
        }
        steps = Int(UnsafeRawPointer(parameters + Self.sizeOfKept).load(as: UInt32.self))
      }

      private var kept: [StreamState] {
        [StreamState(place: parameters, count: Self.sizeOfKept + 1)]
      }
      """)
  }

  /// Prints what workers know of a call.
  private func call(to printer: inout SwiftPrinter) {
    let counts = ["capacity", "room", "count"] + interface.chosenLengths
    let fields = CallFields(
      type: "TrainingCall",
      numbers: [("sums", "UnsafeMutablePointer<Float>")] + counts.map { ($0, "Int") })
    self.printer.callType(
      fields, read: interface.rowLengths, "Sums up a worker's share of the examples.", to: &printer
    ) { printer in
      printer.print("if worker >= count { return }")
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
      let pointers = interface.inputs.map { input in
        let past = " + start &* \(input.count)" + (input.steps.map { " &* \($0)" } ?? "")
        return "\(input.pointer): \(input.pointer)\(interface.chosenLengths.isEmpty ? past : "")"
      }
      printer.list(
        "\(interface.model)Program.differentiate",
        [
          "weights", "workspace + worker &* size", "capacity: capacity", "room: room", "count: own",
          "limit: count", "worker: worker", "workers: workers",
        ] + interface.chosenLengths.map { "\($0): \($0)" }
          + interface.rowLengths.map { "\($0): \($0)" } + pointers
          + ["sums: sums + worker &* \(sumSize)"], "")
    }
  }

  private func packing(to printer: inout SwiftPrinter) {
    let places = weights.map(\.place)
    let size = RepackPrinter(graph: graph, packs: packs, places: places).print(to: &printer)
    printer.print("\n/// What laying weights out needs for what it makes of them.")
    printer.print("private static let sizeOfMade = \(size)")
  }
}
