import RecurGraph

extension Pass {
  /// Applies the passes of `plan` to `graph` in order, telling `observe` the name of each and what it
  /// made. Debug builds verify each graph.
  ///
  /// - Throws: why the graph is not causal, if the plan has the pass that requires it.
  public static func run(
    _ plan: [Pass], on graph: Graph, observe: (String, Graph) -> Void = { _, _ in }
  ) throws(NotCausal) -> Graph {
    var graph = graph
    for pass in plan {
      graph = try pass.apply(graph)
      assert(graph.faults().isEmpty, "\(pass.name) broke the graph:\n\(graph.faults())\n\(graph)")
      observe(pass.name, graph)
    }
    return graph
  }
}
