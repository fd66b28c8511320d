import RecurGraph

/// Computes each expression once: a node that repeats one visible to it gives way to the first.
///
/// A region sees the expressions of the blocks around it, never the other way round. Operands of a
/// commutative function may be in either order. Region ops are not compared.
///
/// - Complexity: linear in the number of nodes.
func mergeCommonSubexpressions(in graph: Graph) -> Graph {
  var graph = graph
  var merger = ExpressionMerger(types: graph.types)
  merger.visit(&graph.body)
  return graph
}

private struct ExpressionMerger {
  let types: [TensorType]
  private var known: [Expression: Value] = [:]
  private var replacements: [Value: Value] = [:]

  init(types: [TensorType]) { self.types = types }

  mutating func visit(_ region: inout Region) {
    var visible: [Expression] = []
    var kept: [Node] = []
    kept.reserveCapacity(region.nodes.count)
    for var node in region.nodes {
      node.operands = node.operands.map { replacements.resolve($0) }
      if node.isKernel {
        node.substitute(replacements)
      } else if node.region != nil {
        visit(&node.region!)
      } else {
        let expression = Expression(node, of: types[node.result.number])
        if let first = known[expression] {
          replacements[node.result] = first
          continue
        }
        known[expression] = node.result
        visible.append(expression)
      }
      kept.append(node)
    }
    region.nodes = kept
    region.results = region.results.map { replacements.resolve($0) }
    for expression in visible { known[expression] = nil }
  }
}

/// What makes two nodes compute the same: the result's type tells splats of two shapes apart, the
/// bits of a constant tell -0 from 0.
private struct Expression: Hashable {
  let operation: Operation
  let operands: [Value]
  let type: TensorType
  let bits: UInt64

  init(_ node: Node, of type: TensorType) {
    operation = node.operation
    self.type = type
    switch node.operation {
    case .elementwise(let function) where function.isCommutative: operands = node.operands.sorted()
    default: operands = node.operands
    }
    if case .constant(let number) = node.operation { bits = number.bitPattern } else { bits = 0 }
  }
}
