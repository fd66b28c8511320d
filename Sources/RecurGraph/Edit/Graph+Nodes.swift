extension Graph {
  /// Makes a node and the values that it defines, with the types that its operation infers. It is not
  /// part of the graph until a region lists it.
  ///
  /// `stated` says what cannot be inferred: the type of a `constant` or a `generate`.
  ///
  /// - Requires: the operation can be applied to the operands.
  public mutating func makeNode(
    _ operation: Operation, _ operands: [Value], region: Region? = nil,
    stated: [TensorType] = [], label: String? = nil, origin: Origin? = nil
  ) -> Node {
    do {
      let types = try operation.resultTypes(
        operands: operands.map { self[$0] }, region: region.map { type(of: $0) }, stated: stated)
      let results = types.map { makeValue($0) }
      return Node(
        operation, operands, results: results, region: region, label: label, origin: origin)
    } catch {
      preconditionFailure("ill-typed node in \(name): \(error)")
    }
  }
}
