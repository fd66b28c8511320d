import RecurGraph
import RecurLanguage
import RecurLowering
import RecurPasses

/// What the language can say and emitted code cannot do.
///
/// What is computed while running is vectors and matrices; matrices lie column by column, so that they
/// neither come from a caller nor go to one, and are taken apart or joined only when weights are loaded.
enum EmissionLimits {
  /// What of a model, lowered to `graph`, cannot be emitted at a precision, at the places in the spec at `path`.
  ///
  /// - Parameter isBatched: several inputs are to be run side by side.
  static func faults(
    in model: TypedModel, _ graph: Graph, path: String, _ precision: Precision, isBatched: Bool
  ) -> [Diagnostic] {
    let generated = isBatched ? graph.generatedLengths : [:]
    let known = graph.valuesKnownAtLoad
    var faults: [Diagnostic] = []
    var refused: Set<Value> = []
    for node in graph.nodes {
      // What is made of something that is refused is not told of, too.
      if refused.isDisjoint(with: node.operands) {
        let message =
          fault(node, known, graph) ?? fault(node, known, graph, precision)
          ?? batchFault(node, generated, graph)
        guard let message else { continue }
        faults.append(Diagnostic(at: span(node.origin, path), message))
      }
      refused.formUnion(node.results)
    }
    return faults + matrixFaults(in: model)
  }

  /// What keeps a model from being trained as its spec says: its loss has no gradient, or one that cannot be
  /// emitted, or something else is said that cannot be done.
  static func faults(inTraining model: TypedModel, path: String) -> [Diagnostic] {
    guard let training = model.training, let lowered = lowerTraining(model) else { return [] }
    if training.settings.truncate != nil, training.settings.recompute != nil {
      return [
        Diagnostic(
          at: training.span,
          "'truncate' and 'recompute' are both said: what 'truncate' cuts needs no more memory than a piece"
        )
      ]
    }
    if let pieces = training.settings.pieces {
      let name = pieces.use == .each ? "truncate" : "recompute"
      do { _ = try lowered.graph.carryingStates(for: pieces.use) } catch {
        return [
          Diagnostic(
            at: error.origin.map { span($0, path) } ?? training.span,
            "'\(name)' cannot cut this into pieces: \(error.reason)")
        ]
      }
    }
    if let idle = model.idleDropouts.first {
      return [
        Diagnostic(
          at: idle,
          "this cannot be trained: 'dropout' in a block that is repeated counts where the loss compares what"
            + " 'generate' makes with one sequence that was meant, and not over a sequence inside of the block"
        )
      ]
    }
    return faults(inGradientOf: lowered.graph, path: path)
  }

  /// What of a loss has no gradient that can be emitted.
  static func faults(inGradientOf lowered: Graph, path: String) -> [Diagnostic] {
    do {
      let gradient = try lowered.gradient
      let known = gradient.valuesKnownAtLoad
      for node in gradient.nodes {
        guard let message = fault(node, known, gradient) else { continue }
        let joined = node.operation.isSlice ? lowered.joinedMatrix : nil
        let reason =
          joined == nil
          ? message
          : "joined matrices are learned only where they multiply a vector, as in concat(W, V) @ x"
        return [
          Diagnostic(
            at: span((joined ?? node).origin, path), "this cannot be trained: \(reason)")
        ]
      }
      return []
    } catch {
      return [
        Diagnostic(at: span(error.origin, path), "this cannot be trained: \(error.reason)")
      ]
    }
  }

  /// Matrices that would come from a caller or go to one.
  private static func matrixFaults(in model: TypedModel) -> [Diagnostic] {
    func fault(_ what: String, _ name: String, _ type: ValueType, _ span: SourceSpan) -> Diagnostic?
    {
      guard type.shape.count > 1 else { return nil }
      return Diagnostic(
        at: span,
        "the \(what) '\(name)' has shape \(type.shape): only vectors and numbers can be passed in and out"
      )
    }
    let inputs = model.inputs.map { ("input", $0) }
    let targets = model.training?.targets.map { ("target", $0) } ?? []
    return (inputs + targets).compactMap { fault($0, $1.name, $1.variable.type, $1.variable.span) }
      + model.outputs.compactMap { fault("output", $0.name, $0.type, $0.span) }
  }

  private static func fault(_ node: Node, _ known: Set<Value>, _ graph: Graph) -> String? {
    switch node.operation {
    case .gather where !known.contains(node.operands[0]):
      return "an embedding's table must be made of weights"
    case .concatenate, .slice:
      guard graph[node.result].shape.count > 1, !known.contains(node.result) else { return nil }
      return "only matrices can be joined that are made of weights, with at most"
        + " \(Graph.largestPackedTree) functions and of at most \(Graph.mostPackedParts) parts"
    default:
      let tensor = node.results.first { graph[$0].shape.count > 2 && !known.contains($0) }
      guard let tensor else { return nil }
      return "only vectors and matrices can be computed while running; this has shape "
        + "\(graph[tensor].shape)"
    }
  }

  private static func fault(
    _ node: Node, _ known: Set<Value>, _ graph: Graph, _ precision: Precision
  ) -> String? {
    guard node.operation == .product, known.contains(node.operands[0]),
      let limit = precision.depthLimit
    else { return nil }
    let columns = graph[node.operands[0]].shape[1]
    guard columns > limit else { return nil }
    return "a matrix of \(columns) columns cannot be held in \(precision): "
      + "sums of more than \(limit) products may not fit 32 bits"
  }

  /// Rows of a batch generate sequences of different lengths, which the steps of another scan cannot share.
  private static func batchFault(
    _ node: Node, _ generated: [String: Int], _ graph: Graph
  ) -> String? {
    guard !generated.isEmpty, !node.isPointwiseInTime else { return nil }
    var name: String?
    node.forEachUse { used in
      guard case .variable(let length)? = graph[used].length, generated[length] != nil else {
        return
      }
      name = length
    }
    return name.map {
      "the generated sequence '\($0)' is read here, whose length may differ in the rows of a batch"
    }
  }

  private static func span(_ origin: Origin?, _ path: String) -> SourceSpan {
    let place = SourcePosition(offset: 0, line: origin?.line ?? 1, column: origin?.column ?? 1)
    let file = origin.map { path.hasSuffix($0.file) ? path : $0.file } ?? path
    return SourceSpan(file: file, start: place, end: place)
  }
}

extension Graph {
  /// The nodes, each in front of those of its region.
  fileprivate var nodes: [Node] {
    func nodes(of region: Region) -> [Node] {
      region.nodes.flatMap { node in [node] + (node.region.map(nodes) ?? []) }
    }
    return nodes(of: body)
  }

  /// The first node that joins matrices for something else than products.
  fileprivate var joinedMatrix: Node? {
    let nodes = nodes
    let read = Set(nodes.lazy.filter { $0.operation != .product }.flatMap(\.operands))
    return nodes.first {
      $0.operation == .concatenate && self[$0.result].shape.count > 1 && read.contains($0.result)
    }
  }
}

extension Operation {
  fileprivate var isSlice: Bool {
    if case .slice = self { true } else { false }
  }
}
