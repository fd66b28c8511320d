import RecurGraph

/// What one call of an emitted entry point does.
enum EntryPoint: Hashable {
  /// Answers for a whole input.
  case sequence
  /// Takes one time step and keeps its state.
  case stream
  /// Answers for several whole inputs side by side, at most `limit`.
  case batch(limit: Int)

  /// Differentiates a loss for several whole inputs side by side, at most `limit`.
  case gradient(limit: Int)
  /// Computes the loss only.
  case loss(limit: Int)

  /// Whether values have a row for each sequence of a batch.
  var isBatch: Bool { limit != nil }

  /// The most sequences of a batch.
  var limit: Int? {
    switch self {
    case .batch(let limit), .gradient(let limit), .loss(let limit): limit
    case .sequence, .stream: nil
    }
  }

  /// Whether the answers are sums over the rows of a batch: a loss, and perhaps its gradient.
  var isTraining: Bool {
    switch self {
    case .gradient, .loss: true
    case .sequence, .stream, .batch: false
    }
  }

  /// Whether threads run it together and share every kernel's tiles.
  ///
  /// A batch's do so where the weights fill their caches, so that each reads its part of them only;
  /// else each answers for some of the inputs, as it does where inputs end at steps of their own, and for
  /// losses and gradients, of which each sums up its own.
  func isShared(_ graph: Graph, with options: EmissionOptions) -> Bool {
    guard isBatch else { return options.isShared }
    if isTraining { return false }
    return graph.generatedLengths.isEmpty
      && graph.matrixBytes(of: graph.body, options.precision) > options.target.secondCache
  }
}

/// An entry point with the graph it comes from and, once it is scheduled, its loops.
struct Entry {
  let kind: EntryPoint
  var graph: Graph
  var loops = Loops()

  init(_ kind: EntryPoint, _ graph: Graph) {
    self.kind = kind
    self.graph = graph
  }

  /// Turns the graph into loops, adding what they read to `packs`.
  mutating func schedule(
    with options: EmissionOptions, packs: inout PackTable, kernelNames: inout UniqueNames
  ) {
    loops = Scheduler.schedule(
      graph, with: options, as: kind, packs: &packs, kernelNames: &kernelNames)
  }
}

extension Scheduler {
  /// Whether one call takes one time step and keeps its state.
  var isStream: Bool { entry == .stream }
}
