import RecurGraph

/// Turns a product with joined matrices into the joined products with each of them.
///
/// The gradient by each matrix is a sum of its own outer products then. That by the joined matrix would have to
/// be taken apart, which vectors are while running and matrices are not. `packGates` joins the products again.
///
/// - Complexity: linear in the number of nodes and of the matrices that they join.
func splitProducts(in graph: Graph) -> Graph {
  var splitter = ProductSplitter(graph)
  guard !splitter.parts.isEmpty else { return graph }
  let body = splitter.split(graph.body)
  var graph = splitter.graph
  graph.body = body
  return graph
}

private struct ProductSplitter {
  private struct Factors: Hashable {
    let matrix: Value
    let vector: Value
  }

  private(set) var graph: Graph
  /// What each joined matrix is made of.
  private(set) var parts: [Value: [Value]] = [:]
  /// The order in which joined matrices are defined.
  private var places: [Value: Int] = [:]
  /// The products that have been written, as far as the current node sees them.
  private var products: [Factors: Value] = [:]

  init(_ graph: Graph) {
    self.graph = graph
    collect(graph.body)
  }

  private mutating func collect(_ region: Region) {
    for node in region.nodes {
      if node.operation == .concatenate, graph[node.result].shape.count == 2 {
        parts[node.result] = node.operands
        places[node.result] = places.count
      }
      if let inner = node.region { collect(inner) }
    }
  }

  mutating func split(_ region: Region) -> Region {
    let outer = products
    defer { products = outer }
    var region = region
    var nodes: [Node] = []
    for var node in region.nodes {
      node.region = node.region.map { split($0) }
      if node.operation == .product, let parts = parts[node.operands[0]] {
        let vector = node.operands[1]
        node.operation = .concatenate
        node.operands = parts.map {
          nodes += missingProducts($0, vector, for: node)
          return products[Factors(matrix: $0, vector: vector)]!
        }
      }
      nodes.append(node)
    }
    region.nodes = nodes
    return region
  }

  /// The product of `matrix` and `vector`, which is a part of that of `node`, and those that it is made of, as
  /// far as there is none yet.
  ///
  /// A matrix may be joined with itself over and over: there is one product for each of what it is made of.
  private mutating func missingProducts(
    _ matrix: Value, _ vector: Value, for node: Node
  ) -> [Node] {
    var missing: Set<Value> = []
    var pending = [matrix]
    while let matrix = pending.popLast() {
      guard products[Factors(matrix: matrix, vector: vector)] == nil,
        missing.insert(matrix).inserted
      else { continue }
      pending += parts[matrix] ?? []
    }
    let inOrder = missing.sorted {
      (places[$0] ?? -1, $0.number) < (places[$1] ?? -1, $1.number)
    }
    return inOrder.map { matrix in
      let factors = Factors(matrix: matrix, vector: vector)
      let joined = parts[matrix]?.map { products[Factors(matrix: $0, vector: vector)]! }
      let made = graph.makeNode(
        joined == nil ? .product : .concatenate, joined ?? [matrix, vector], origin: node.origin)
      products[factors] = made.result
      return made
    }
  }
}
