import RecurGraph

/// What changes a value inside a region from step to step, least first.
enum Dependence: Equatable {
  case nothing
  case input(Direction)
  case state

  func joined(with other: Dependence) -> Dependence {
    switch (self, other) {
    case (.nothing, let other): other
    case (let own, .nothing): own
    case (.input(let a), .input(let b)) where a == b: self
    default: .state
    }
  }
}

/// Splits one scan or generation into what can run before it and the rest.
struct Hoister {
  /// What is worth to be moved by itself.
  enum Goal {
    /// Work that is the same at every step.
    case invariants
    /// Products of the inputs, where the matrices of a scan have so many bytes.
    case projections(ofScansFrom: Int, Precision)
  }

  private let goal: Goal
  private var node: Node
  private var region: Region
  private var dependence: [Value: Dependence] = [:]
  private var moves: Set<Value> = []
  /// Whether the region's matrices are large enough.
  private let takesProjections: Bool

  /// `region` with what `goal` says moved out of the scans and generations inside, inner ones first.
  static func hoist(_ goal: Goal, outOf region: Region, of graph: inout Graph) -> Region {
    var region = region
    var nodes: [Node] = []
    nodes.reserveCapacity(region.nodes.count)
    for var node in region.nodes {
      if let inner = node.region, !node.isKernel {
        node.region = hoist(goal, outOf: inner, of: &graph)
        var hoister = Hoister(goal, node, in: graph)
        hoister.findWhatMoves(in: graph)
        nodes += hoister.split(in: &graph)
      } else {
        nodes.append(node)
      }
    }
    region.nodes = nodes
    return region
  }

  private init(_ goal: Goal, _ node: Node, in graph: Graph) {
    self.goal = goal
    self.node = node
    region = node.region!
    if case .projections(let least, let precision) = goal {
      takesProjections = graph.matrixBytes(of: region, precision) >= least
    } else {
      takesProjections = false
    }
    let directions = node.scan?.inputs ?? []
    for (i, parameter) in region.parameters.enumerated() {
      dependence[parameter] = i < directions.count ? .input(directions[i]) : .state
    }
  }

  /// Collects in `moves` the results of the nodes that run before the region op.
  private mutating func findWhatMoves(in graph: Graph) {
    for node in region.nodes {
      let value = dependenceOfResults(of: node, in: graph)
      for result in node.results { dependence[result] = value }
    }
    for node in region.nodes.reversed() {
      guard
        isWorthMoving(node, in: graph) || node.results.contains(where: moves.contains)
      else { continue }
      moves.formUnion(node.results)
      node.forEachUse { used in
        if dependence[used] != nil { moves.insert(used) }
      }
    }
    moves.subtract(region.parameters)
  }

  private func dependenceOfResults(of node: Node, in graph: Graph) -> Dependence {
    var value = Dependence.nothing
    node.forEachUse { value = value.joined(with: dependence[$0] ?? .nothing) }
    if case .input = value {
      let hasTime = node.results.contains { graph[$0].length != nil }
      if hasTime || !node.isPointwiseInTime { return .state }
    }
    return value
  }

  private func isWorthMoving(_ node: Node, in graph: Graph) -> Bool {
    switch (goal, dependence[node.results[0]]!, node.operation) {
    case (.invariants, .nothing, .constant): false
    case (.invariants, .nothing, .slice): graph[node.result].shape.count > 1
    case (.invariants, .nothing, _): true
    case (.projections, .input, .product):
      takesProjections && (dependence[node.operands[0]] ?? .nothing) == .nothing
    default: false
    }
  }

  /// The nodes that move out, over the whole sequence, then the scan or generation without them.
  private mutating func split(in graph: inout Graph) -> [Node] {
    guard !moves.isEmpty else { return [node] }
    var outside: [Value: Value] = [:]
    for (parameter, operand) in zip(region.parameters, node.operands.prefix(inputCount)) {
      outside[parameter] = operand
    }
    let length = node.operands.first.flatMap { graph[$0].length }
    var moved: [Node] = []
    var kept: [Node] = []
    for var inner in region.nodes {
      guard moves.contains(inner.results[0]) else {
        kept.append(inner)
        continue
      }
      if case .input = dependence[inner.results[0]]! {
        let sequence = graph.makeValue(graph[inner.result].over(length))
        outside[inner.result] = sequence
        inner.results = [sequence]
      }
      inner.substitute(outside)
      moved.append(inner)
    }
    region.nodes = kept
    readAsInputs(outside)
    node.region = region
    return moved + [node]
  }

  private var inputCount: Int { node.scan?.inputs.count ?? 0 }

  /// Makes an input of each moved value that the rest of the region still uses.
  private mutating func readAsInputs(_ outside: [Value: Value]) {
    var added: Set<Value> = []
    var parameters: [Value] = []
    var directions: [Direction] = []
    region.forEachUse { used in
      guard moves.contains(used), case .input(let direction)? = dependence[used] else { return }
      guard added.insert(used).inserted else { return }
      parameters.append(used)
      directions.append(direction)
    }
    guard var scan = node.scan else { return }
    node.operands.insert(contentsOf: parameters.map { outside.resolve($0) }, at: inputCount)
    region.parameters.insert(contentsOf: parameters, at: inputCount)
    scan.inputs += directions
    node.operation = .scan(scan)
  }
}
