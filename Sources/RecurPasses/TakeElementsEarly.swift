import RecurGraph

/// Computes at one time step only what is read at that step only: the element of a pointwise result
/// becomes the pointwise result of elements, so that `dense(h).last` is a dense layer on `h.last`.
///
/// A sequence that something reads as a whole, or at two time steps, is left alone.
///
/// - Complexity: linear in the number of nodes times the depth of the nesting.
func takeElementsEarly(in graph: Graph) -> Graph {
  var graph = graph
  let body = takingElementsEarly(in: graph.body, of: &graph)
  graph.body = body
  return graph
}

private func takingElementsEarly(in region: Region, of graph: inout Graph) -> Region {
  var region = region
  for (i, node) in region.nodes.enumerated() where !node.isKernel {
    region.nodes[i].region = node.region.map { takingElementsEarly(in: $0, of: &graph) }
  }
  var taker = ElementTaker()
  for result in region.results { taker.readWhole(result) }
  for node in region.nodes.reversed() { taker.visit(node, in: &graph) }
  return taker.finish(region)
}

/// Walks a block from its end, so that all readers of a value are known when its node is met.
private struct ElementTaker {
  private enum Reads {
    case at(Position)
    case several
  }

  private var reads: [Value: Reads] = [:]
  /// The values of pointwise nodes at the only time step that is read, by the whole sequence.
  private var narrowed: [Value: Value] = [:]
  /// The nodes met so far, last first.
  private var nodes: [Node] = []

  mutating func readWhole(_ value: Value) { reads[value] = .several }

  mutating func visit(_ node: Node, in graph: inout Graph) {
    if case .element(let position) = node.operation {
      read(node.operands[0], at: position)
      nodes.append(node)
    } else if node.isPointwiseInTime, graph[node.result].length != nil,
      case .at(let position)? = reads[node.result]
    {
      narrow(node, to: position, in: &graph)
    } else {
      node.forEachUse { readWhole($0) }
      nodes.append(node)
    }
  }

  private mutating func read(_ sequence: Value, at position: Position) {
    switch reads[sequence] {
    case nil: reads[sequence] = .at(position)
    case .at(position)?: break
    default: reads[sequence] = .several
    }
  }

  private mutating func narrow(_ node: Node, to position: Position, in graph: inout Graph) {
    var node = node
    var elements: [Node] = []
    for (i, operand) in node.operands.enumerated() where graph[operand].length != nil {
      let element = graph.makeNode(.element(position), [operand], origin: node.origin)
      read(operand, at: position)
      node.operands[i] = element.result
      elements.append(element)
    }
    let result = graph.makeValue(graph[node.result].atOneStep)
    narrowed[node.result] = result
    node.results = [result]
    nodes.append(node)
    nodes += elements
  }

  /// `region` with the nodes in order, without the elements of what is one value now.
  func finish(_ region: Region) -> Region {
    var replacements: [Value: Value] = [:]
    var kept: [Node] = []
    for node in nodes.reversed() {
      if case .element = node.operation, let value = narrowed[node.operands[0]] {
        replacements[node.result] = value
      } else {
        kept.append(node)
      }
    }
    var region = Region(parameters: region.parameters, nodes: kept, results: region.results)
    region.substitute(replacements)
    return region
  }
}
