import RecurGraph

/// What shows whether single precision can give an answer: changes by 4 of its roundings.
extension Graph {
  /// The names of the inputs that are tokens.
  public var tokenInputs: Set<String> {
    Set(zip(inputs, inputValues).filter { self[$1].element != .real }.map(\.0.name))
  }

  /// The graph of the same, but that all numbers a node computes are off by 4 roundings, one way or the other, and
  /// infinite where single precision has none as great.
  public func shaken(seed: UInt64) -> Graph {
    let greatest = Double.greatestFiniteMagnitude / Double(Float.greatestFiniteMagnitude)
    var random = SplitMix(seed: seed)
    var graph = self
    func shake(_ region: Region) -> Region {
      var region = region
      region.nodes = region.nodes.flatMap { node -> [Node] in
        var node = node
        node.region = node.region.map(shake)
        switch node.operation {
        case .elementwise, .product, .reduce: break
        default: return [node]
        }
        let result = node.result
        node.results = [graph.makeValue(graph[result])]
        let change = random.next() & 1 == 0 ? 1 - 2.4e-7 : 1 + 2.4e-7
        let up = graph.makeNode(.constant(greatest), [], stated: [.real()])
        let raised = graph.makeNode(.elementwise(.multiply), [node.result, up.result])
        let down = graph.makeNode(.constant(change / greatest), [], stated: [.real()])
        let changed = Node(
          .elementwise(.multiply), [raised.result, down.result], results: [result])
        return [node, up, raised, down, changed]
      }
      return region
    }
    graph.body = shake(body)
    return graph
  }
}

extension SplitMix {
  /// Tensors whose numbers are off by 4 roundings, one way or the other, but for some of them.
  public mutating func shaken(
    _ tensors: [String: Tensor], but fixed: Set<String> = []
  ) -> [String: Tensor] {
    tensors.sorted { $0.key < $1.key }.reduce(into: [:]) { result, item in
      var tensor = item.value
      if !fixed.contains(item.key) {
        for index in tensor.elements.indices {
          tensor.elements[index] *= next() & 1 == 0 ? 1 - 2.4e-7 : 1 + 2.4e-7
        }
      }
      result[item.key] = tensor
    }
  }
}
