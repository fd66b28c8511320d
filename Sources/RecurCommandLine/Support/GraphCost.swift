import RecurGraph

/// What it costs to evaluate a graph once.
struct GraphCost: Equatable {
  /// Floating-point operations: two for each element of a matrix, one for each element of an
  /// elementwise function or a reduction.
  var operations = 0
  /// The bytes of the matrices of all products, as often as they are read.
  var matrixBytes = 0
  /// The bytes of the matrices of all products, each once.
  var distinctMatrixBytes = 0
  /// The nodes, those inside of regions included.
  var nodes = 0

  private let precision: Precision

  /// Counts `graph`, with `steps` for every length that is known only when running.
  init(of graph: Graph, steps: Int = 1, precision: Precision = .f32) {
    self.precision = precision
    count(graph.body, times: 1, graph, steps)
  }

  /// The cost of evaluating the graph `count` times side by side, which read each matrix once.
  func times(_ count: Int) -> GraphCost {
    var cost = self
    cost.operations *= count
    return cost
  }

  private mutating func count(_ region: Region, times: Int, _ graph: Graph, _ steps: Int) {
    for node in region.nodes {
      nodes += 1
      let type = graph[node.result]
      let repeats = times * extent(of: type.length, steps)
      switch node.operation {
      case .product:
        let matrix = graph[node.operands[0]]
        let bytes = matrix.shape[0] * precision.bytes(inRowOf: matrix.shape[1])
        operations += 2 * matrix.count * repeats
        matrixBytes += bytes * repeats
        distinctMatrixBytes += bytes
      case .gradient(.outerSum):
        let steps = extent(of: graph[node.operands[0]].length, steps)
        operations += 2 * type.count * repeats * steps
      case .elementwise: operations += type.count * repeats
      case .reduce: operations += graph[node.operands[0]].count * repeats
      default: break
      }
      guard let inner = node.region else { continue }
      count(inner, times: times * iterations(of: node, graph, steps), graph, steps)
    }
  }

  private func iterations(of node: Node, _ graph: Graph, _ steps: Int) -> Int {
    switch node.operation {
    case .scan:
      let sequences = node.operands + node.results
      let length = sequences.lazy.compactMap { graph[$0].length }.first
      return extent(of: length, steps)
    case .generate(let generate): return generate.atMost
    default: return 1
    }
  }

  private func extent(of length: Length?, _ steps: Int) -> Int {
    switch length {
    case nil: 1
    case .fixed(let count): count
    case .variable: steps
    }
  }
}
