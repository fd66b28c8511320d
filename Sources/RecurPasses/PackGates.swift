import RecurGraph

/// Turns the products of one block that share their vector into one product of all their rows.
///
/// Nothing here knows a cell: `W @ x` and `V @ x` are packed because both wait for the same `x`, and
/// `Un @ (r * h)` is left alone beside `Uz @ h` because it waits for another vector. Matrices must be
/// known when weights are loaded (computed of weights alone), so that the packed matrix is too; the rows keep the order in which the spec declares the weights. Products that are packed
/// already are merged with the others. Only products that are read in pieces of one extent are packed
/// together, since a kernel has one extent.
///
/// - Complexity: linear in the number of nodes, but for sorting the members of each group.
func packGates(in graph: Graph) -> Graph {
  var packer = GatePacker(graph)
  var body = graph.body
  packer.visit(&body)
  return packer.finish(body)
}

private struct GatePacker {
  var graph: Graph
  /// The weights, or other matrices known at load, whose rows make up each matrix known at load.
  private var parts: [Value: [Value]] = [:]
  private var packed: [[Value]: Value] = [:]
  private var concatenations: [Node] = []
  /// Where the rows of a product that was packed are now.
  private var moved: [Value: (product: Value, start: Int)] = [:]

  init(_ graph: Graph) {
    self.graph = graph
    for weight in graph.weightValues { parts[weight] = [weight] }
    let known = graph.valuesKnownAtLoad
    for node in graph.body.nodes where known.isSuperset(of: node.results) {
      parts[node.result] =
        node.operation == .concatenate ? node.operands.flatMap { parts[$0]! } : [node.result]
    }
  }

  mutating func visit(_ region: inout Region) {
    let pieces = region.extentsOfPieces(Set(parts.keys))
    let groups = groups(in: region, pieces)
    var nodes: [Node] = []
    nodes.reserveCapacity(region.nodes.count)
    for var node in region.nodes {
      if node.region != nil && !node.isKernel { visit(&node.region!) }
      if let group = groups[node.results[0]] {
        nodes += pack(group, pieces)
      } else if case .slice(let start, let count) = node.operation,
        let home = moved[node.operands[0]]
      {
        node.operation = .slice(start: home.start + start, count: count)
        node.operands = [home.product]
        nodes.append(node)
      } else if moved[node.results[0]] == nil {
        nodes.append(node)
      }
    }
    region.nodes = nodes
  }

  /// The groups of two or more products to pack, by the result of the first one of each.
  private func groups(in region: Region, _ pieces: [Value: Int]) -> [Value: [Node]] {
    struct Key: Hashable {
      let vector: Value
      let extent: Int
    }
    var groups: [Key: [Node]] = [:]
    for node in region.nodes where node.operation == .product {
      guard parts[node.operands[0]] != nil else { continue }
      let extent = pieces[node.result] ?? graph[node.result].shape[0]
      groups[Key(vector: node.operands[1], extent: extent), default: []].append(node)
    }
    return Dictionary(
      uniqueKeysWithValues: groups.values.filter { $0.count > 1 }.map { ($0[0].result, $0) })
  }

  /// One product in place of `group`, and slices of it that define the old results, where those are
  /// read whole.
  private mutating func pack(_ group: [Node], _ pieces: [Value: Int]) -> [Node] {
    let members = group.sorted {
      parts[$0.operands[0]]!.lexicographicallyPrecedes(parts[$1.operands[0]]!)
    }
    let matrix = concatenation(of: members.flatMap { parts[$0.operands[0]]! }, for: group[0])
    let vector = group[0].operands[1]
    let product = graph.makeValue(
      TensorType(shape: [graph[matrix].shape[0]], length: graph[vector].length))
    var nodes = [
      Node(.product, [matrix, vector], results: [product], origin: group[0].origin)
    ]
    var start = 0
    for member in members {
      let rows = graph[member.result].shape[0]
      moved[member.result] = (product, start)
      if pieces[member.result] == nil {
        nodes.append(
          Node(
            .slice(start: start, count: rows), [product], results: member.results,
            label: member.label, origin: member.origin))
      }
      start += rows
    }
    return nodes
  }

  /// The matrix of all rows of `matrices`, made once for the whole graph.
  private mutating func concatenation(of matrices: [Value], for node: Node) -> Value {
    if let known = packed[matrices] { return known }
    var type = graph[matrices[0]]
    type.shape[0] = matrices.reduce(0) { $0 + graph[$1].shape[0] }
    let result = graph.makeValue(type)
    packed[matrices] = result
    concatenations.append(Node(.concatenate, matrices, results: [result], origin: node.origin))
    return result
  }

  /// The graph with what is computed from weights alone in front, so that every block sees it.
  func finish(_ body: Region) -> Graph {
    var graph = graph
    let isKnownAtLoad = { (node: Node) in parts[node.results[0]] != nil }
    graph.body = body
    graph.body.nodes =
      body.nodes.filter(isKnownAtLoad) + concatenations + body.nodes.filter { !isKnownAtLoad($0) }
    return graph
  }
}
