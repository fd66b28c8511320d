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
}
