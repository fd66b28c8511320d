import RecurGraph

/// Moves out of each scan the products that need no state.
///
/// A product of a step's inputs becomes one product of the whole sequence, with what feeds it: the
/// scan reads the result as one more input, in the same direction. What follows the product stays
/// inside, the slices of a packed one above all, so that the sequence is stored packed. A value that
/// depends on inputs of both directions stays.
///
/// - Parameters:
///   - least: the bytes that the matrices of a scan must have.
///   - precision: what the matrices are held in.
/// - Complexity: linear in the number of nodes times the depth of the nesting.
func hoistProjections(
  in graph: Graph, ofScansFrom least: Int = 0, _ precision: Precision = .f32
) -> Graph {
  var graph = graph
  graph.body = Hoister.hoist(
    .projections(ofScansFrom: least, precision), outOf: graph.body, of: &graph)
  return graph
}
