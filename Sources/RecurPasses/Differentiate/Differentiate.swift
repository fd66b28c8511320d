import RecurGraph

extension Graph {
  /// This graph with one answer more for each weight that is not fixed: the gradient of `loss` by it, of the weight's shape,
  /// under the weight's path with `gradient.` in front.
  ///
  /// Reverse-mode differentiation (Linnainmaa 1970; Werbos 1990 for recurrence): the adjoint of each node,
  /// from the last to the first; that of a scan is a scan in the other direction, which reads what it needs
  /// of the forward one from sequences that this yields beside its outputs. Gradients of matrices by which
  /// vectors are multiplied at every step are sums of outer products over time, in one operation behind the
  /// scan.
  ///
  /// - Parameters:
  ///   - loss: a number without a time axis, of this graph's body.
  ///   - byStates: whether there is also an answer for each state of a scan on which weights have an influence
  ///     and on which the loss depends: the sequence of the gradients by the state after each step, at that
  ///     step's time. It is called `gradient.` and the number of the value of the state in front of a step.
  /// - Throws: what has no derivative.
  /// - Complexity: linear in the size of the graph; the result has about three times its nodes.
  public func differentiated(
    _ loss: Value, byStates: Bool = false
  ) throws(NotDifferentiable) -> Graph {
    precondition(self[loss].isScalar, "the loss is not one number")
    var writer = AdjointWriter(self, byStates: byStates)
    let one = writer.append(.constant(1), [], stated: self[loss])
    writer.add(writer.append(.spread, [one, loss]), to: loss)
    for index in body.nodes.indices.reversed() { try writer.visit(index) }
    return writer.finish()
  }

  /// The graph of a piece of sequences with the gradient of the loss of this piece and all behind it.
  ///
  /// Behind its inputs it has one more for each state of `carryingStates(for: .all)`, `carried.gradient.0` and
  /// so on: the gradient of the loss of the pieces behind by what the state has become. In place of the states
  /// it answers the gradients by what they were before, under the same names; then by each weight, as
  /// `differentiated` does, those of this piece alone. Summed up from the last piece to the first they are the
  /// gradients of the whole, of which no more than the states between pieces has to be kept (Chen et al. 2016,
  /// arXiv:1604.06174; Gruslys et al. 2016, arXiv:1606.03401).
  ///
  /// - Parameter loss: a number without a time axis, of the body of this graph, which is of a piece.
  /// - Throws: what has no derivative.
  /// - Complexity: linear in the size of the graph; the result has about three times its nodes.
  public func differentiatedInPieces(_ loss: Value) throws(NotDifferentiable) -> Graph {
    var graph = self
    let states = carriedStates
    let first = outputs.count - states.count
    let gradients = states.map { graph.makeValue(graph[$0.final]) }
    let names = gradients.indices.map { Output(name: "\(Graph.carriedGradientPrefix)\($0)") }
    graph.body.parameters.insert(contentsOf: gradients, at: inputs.count)
    graph.inputs += names.map { Input(name: $0.name) }
    var writer = AdjointWriter(graph, byStates: false)
    for (state, gradient) in zip(states, gradients) { writer.add(gradient, to: state.final) }
    let one = writer.append(.constant(1), [], stated: graph[loss])
    writer.add(writer.append(.spread, [one, loss]), to: loss)
    for index in body.nodes.indices.reversed() { try writer.visit(index) }
    let earlier = states.map { state in
      writer.gradients[state.before] ?? writer.constant(0, like: graph[state.before])
    }
    writer.graph.outputs.replaceSubrange(first..., with: names)
    writer.graph.body.results.replaceSubrange(first..., with: earlier)
    return writer.finish()
  }
}
