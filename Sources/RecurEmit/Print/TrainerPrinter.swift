import RecurGraph
import RecurTemplates

/// Prints the type that computes the gradient of a loss and changes weights by it.
struct TrainerPrinter {
  let graph: Graph
  let packs: PackTable
  let batch: BatchParts
  let interface: Interface
  let method: EmittableMethod
  /// What is drawn anew for each step.
  let masks: [(item: Interface.Item, kind: EmittableTraining.Mask)]
  /// What entry points call what they take, by the names in the graph.
  let pointers: [String: String]
  /// What sequences are cut into, if examples are not learned from as a whole.
  let pieces: EmittableTraining.Pieces?
  /// The names of metrics.
  let metrics: [String]

  /// - Parameters:
  ///   - gradient: what computes the loss and its gradient.
  ///   - loss: what computes the loss alone.
  ///   - packs: the parameters as both read them.
  init(gradient: Entry, loss: Entry, packs: PackTable, _ training: EmittableTraining) {
    method = training.method
    graph = gradient.graph
    self.packs = packs
    batch = BatchParts(gradient.kind.limit!, gradient.loops, or: loss.loops)
    pieces = training.pieces
    metrics = training.metrics
    let all = Interface(graph, generatedLengths: [:])
    interface = all.given(first: training.givenCount)
    pointers = all.inputs.reduce(into: [:]) { $0[$1.specName] = $1.pointer }
    masks = Array(zip(all.inputs[training.givenCount...], training.masks))
  }

  /// What prints the parts that `Batch` has, too, for the inputs and targets of training.
  var printer: ModelPrinter {
    ModelPrinter(
      interface: interface, documentation: "", signature: "", memory: batch.memory, stream: nil,
      batch: batch, threads: nil, notCausal: nil)
  }

  var places: [Int] { graph.sumPlaces }
  /// Where the gradients start among the sums.
  var start: Int { places[graph.outputs.count - graph.weights.count { !$0.isFixed }] }
  /// The elements of all sums.
  var sumSize: Int { places[places.count - 1] }
  /// The elements of all weights that are learned.
  var size: Int { sumSize - start }
  /// The elements of all weights that stay as they are.
  var fixedSize: Int {
    zip(graph.weights, graph.weightValues).reduce(0) { sum, weight in
      sum + (weight.0.isFixed ? graph[weight.1].count.paddedToLine : 0)
    }
  }
  /// The elements that steps change: the weights and what the optimizer keeps for each.
  var keptSize: Int { (1 + optimizer.slots(method.numbers)) * size }

  /// The weights, each with where it lies among them: those that stay as they are behind all that steps change.
  var weights: [(path: String, shape: [Int], place: Int)] {
    var learned = graph.outputs.count - graph.weights.count { !$0.isFixed }
    var fixed = keptSize + 16
    return zip(graph.weights, graph.weightValues).map { weight, value in
      let type = graph[value]
      let place: Int
      if weight.isFixed {
        place = fixed
        fixed += type.count.paddedToLine
      } else {
        place = places[learned] - start
        learned += 1
      }
      return (weight.path, type.shape, place)
    }
  }

  /// What examples are, for `differentiate` and `step`.
  var parameters: [String] {
    ["count: Int"] + interface.inputs.map { "\($0.name): Span<\($0.swift)>" }
      + interface.rowLengths.map { "\($0): Span<Int32>" } + carryingParameters
  }

  var optimizer: Optimizer {
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
      evaluate(to: &printer)
      printer.print()
      step(to: &printer)
      reading(to: &printer)
      reading(metrics, to: &printer)
      snapshots(to: &printer)
      if sumsPieces {
        summingPieces(to: &printer)
      } else {
        self.printer.grow(batch, and: maskGrowth, to: &printer)
      }
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
      private static let size = \(size)
      private static let sizeOfKept = \(keptSize)

      /// How long steps are.
      public var rate: Float = \(Spelling.literal(method.numbers["rate"] ?? 0))
      /// How many steps have been taken.
      public private(set) var steps: Int = 0
      /// The Euclidean norm of the gradient of the latest step's mean loss by all weights, before it was
      /// changed in any way.
      public private(set) var gradientNorm: Double = 0
      /// How much the examples of the latest step count together: what its mean loss was divided by.
      public private(set) var lossWeight: Float = 0
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
    forcingProperty(to: &printer)
    maskProperties(to: &printer)
    carryingProperties(to: &printer)
    pieceProperties(to: &printer)
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
        workspace = allocate(\(workspaceSize("count", "self.capacity")))
        parameters = allocate(Self.sizeOfKept + \(16 + fixedSize))
        packs = allocate(\(packs.size) + Self.sizeOfMade)
        sums = allocate(\(sumsPieces ? "(count + 1)" : "count") * \(sumSize))\(maskAllocation)\(carryingAllocation)\(pieceAllocation)
        for (values, tensor) in zip(tensors, Self.tensors) {
          let count: Int = min(values.count, tensor.shape.reduce(1, *))
          for i in 0..<count { parameters[tensor.place + i] = values[i] }
        }
      }

      deinit {
        workspace.deallocate()
        parameters.deallocate()
        packs.deallocate()
        sums.deallocate()\(masks.isEmpty ? "" : "\n  masks.deallocate()")\(pieces == nil ? "" : "\n  carried.deallocate()")\(sumsPieces ? "\n  lengthsOfPiece.deallocate()" : "")
      }
      """)
  }

  private func packing(to printer: inout SwiftPrinter) {
    let places = weights.map(\.place)
    let size = RepackPrinter(graph: graph, packs: packs, places: places).print(to: &printer)
    printer.print("\n/// What laying weights out needs for what it makes of them.")
    printer.print("private static let sizeOfMade = \(size)")
  }
}
