import RecurGraph
import RecurLanguage
import RecurPasses

/// What the language can say and emitted code cannot do.
///
/// Kernels hold parameters in a layout that is made when weights are loaded, so the matrix of a product
/// must be known then, and what is computed while running is vectors.
enum EmissionLimits {
  /// What of the lowered `graph` cannot be emitted at a precision, at the places in the spec at `path`.
  ///
  /// - Parameter isBatched: several inputs are to be run side by side.
  static func faults(
    in graph: Graph, path: String, _ precision: Precision, isBatched: Bool
  ) -> [Diagnostic] {
    let generated = isBatched ? graph.generatedLengths : [:]
    var known = Set(graph.weightValues)
    var faults: [Diagnostic] = []
    func visit(_ region: Region) {
      for node in region.nodes {
        if isKnownAtLoad(node, known) { known.formUnion(node.results) }
        let message =
          fault(node, known, graph) ?? fault(node, graph, precision)
          ?? batchFault(node, generated, graph)
        if let message {
          faults.append(Diagnostic(at: span(node.origin, path), message))
        }
        if let inner = node.region { visit(inner) }
      }
    }
    visit(graph.body)
    return faults
  }

  private static func isKnownAtLoad(_ node: Node, _ known: Set<Value>) -> Bool {
    switch node.operation {
    case .constant: true
    case .concatenate, .slice, .elementwise: node.operands.allSatisfy(known.contains)
    default: false
    }
  }

  private static func fault(_ node: Node, _ known: Set<Value>, _ graph: Graph) -> String? {
    switch node.operation {
    case .product where !known.contains(node.operands[0]):
      return "the matrix of a product must be made of weights; this one depends on an input"
    case .gather where !known.contains(node.operands[0]):
      return "an embedding's table must be made of weights"
    default:
      let matrix = node.results.first { graph[$0].shape.count > 1 && !known.contains($0) }
      guard let matrix else { return nil }
      return "only vectors can be computed from inputs yet; this has shape \(graph[matrix].shape)"
    }
  }

  private static func fault(_ node: Node, _ graph: Graph, _ precision: Precision) -> String? {
    guard node.operation == .product, let limit = precision.depthLimit else { return nil }
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
