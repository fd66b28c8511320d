import RecurGraph

/// Inputs by name as one batch of all rows, with the lengths of sequences.
public func batch(of rows: [[String: Tensor]], for graph: Graph) -> [String: Tensor] {
  var result = batch(of: rows)
  for (input, value) in zip(graph.inputs, graph.inputValues) where graph[value].length != nil {
    result["\(input.name).length"] = Tensor(
      shape: [rows.count], elements: rows.map { Double($0[input.name]!.shape[0]) })
  }
  return result
}

/// Tensors by name as one batch of all rows, the shorter ones padded with zeros.
public func batch(of rows: [[String: Tensor]]) -> [String: Tensor] {
  rows[0].keys.reduce(into: [:]) { batch, name in
    let tensors = rows.map { $0[name]! }
    let longest = tensors.max { $0.elements.count < $1.elements.count }!
    let elements = tensors.flatMap { tensor in
      tensor.elements
        + [Double](repeating: 0, count: longest.elements.count - tensor.elements.count)
    }
    batch[name] = Tensor(shape: [rows.count] + longest.shape, elements: elements)
  }
}
