import RecurGraph

/// Moves out of scans and generations whatever is the same at every step.
///
/// Constants and slices of vectors stay unless something that moves needs them: to read them costs
/// nothing. Matrices that are computed from weights come to stand in front, where they can be packed
/// and are known when weights are loaded.
///
/// - Complexity: linear in the number of nodes times the depth of the nesting.
func hoistInvariants(in graph: Graph) -> Graph {
  var graph = graph
  graph.body = Hoister.hoist(.invariants, outOf: graph.body, of: &graph)
  return graph
}
