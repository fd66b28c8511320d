import RecurGraph

extension AdjointWriter {
  /// Writes the adjoint of a scan: a scan in the other direction.
  mutating func visit(
    _ index: Int, _ node: Node, _ scan: Scan
  ) throws(NotDifferentiable) {
    let region = node.region!
    let whole = region.nodes.first { inner in
      inner.region != nil || (inner.operands + inner.results).contains { graph[$0].length != nil }
    }
    if let whole { throw .wholeSequence(whole) }
    var inner = AdjointWriter(region: region, of: self)
    var body = Region()
    var read: [(sequence: Value, direction: Direction)] = []
    // The gradients of the outputs, at each step.
    for (position, direction) in scan.outputs.enumerated() {
      guard let gradient = gradients[node.results[scan.states + position]] else { continue }
      let value = inner.graph.makeValue(graph[gradient].atOneStep)
      body.parameters.append(value)
      read.append((gradient, direction.opposite))
      inner.add(value, to: region.results[scan.states + position])
    }
    // Those of the states, from the step behind.
    var states: [Value] = []
    for position in 0..<scan.states {
      let state = region.parameters[scan.inputs.count + position]
      let value = inner.graph.makeValue(graph[state])
      states.append(value)
      inner.add(value, to: region.results[position])
    }
    for position in region.nodes.indices.reversed() { try inner.visit(position) }

    var next: [Value] = []
    for position in 0..<scan.states {
      let state = region.parameters[scan.inputs.count + position]
      next.append(inner.gradients[state] ?? inner.constant(0, like: graph[state]))
    }
    var written: [(value: Value, direction: Direction)] = []
    // What is the gradient of several things is written once.
    func write(_ value: Value, _ direction: Direction) -> Int {
      if let known = written.firstIndex(where: { $0 == (value, direction) }) { return known }
      written.append((value, direction))
      return written.count - 1
    }
    var inputs: [(input: Value, output: Int)] = []
    for (position, direction) in scan.inputs.enumerated()
    where active.contains(node.operands[position]) {
      guard let gradient = inner.gradients[region.parameters[position]] else { continue }
      inputs.append((node.operands[position], write(gradient, direction.opposite)))
    }
    let left = inner.inside!
    let products = left.products.map { (item: $0, output: write($0.gradient, .backward)) }
    let gathers = left.gathers.map { (item: $0, output: write($0.gradient, .backward)) }
    let free = region.freeValues.compactMap { value -> (value: Value, output: Int)? in
      guard active.contains(value), let gradient = inner.gradients[value] else { return nil }
      return (value, write(gradient, .backward))
    }
    let kept = (0..<(stateGradients == nil ? 0 : scan.states)).compactMap { position in
      let next = region.results[position]
      return inner.gradients[next].flatMap { gradient -> (state: Value, output: Int)? in
        guard active.contains(next) else { return nil }
        let state = region.parameters[scan.inputs.count + position]
        return (state, write(gradient, scan.inputs[0].opposite))
      }
    }

    // What is read of the forward scan is saved by it.
    var saver = ScanSaver(node, scan, inner.graph)
    body.nodes = inner.backward
    body.results = next + written.map(\.value)
    body.parameters += saver.replaceValues(in: &body)
    let savedProducts = products.map { saver.sequence(of: $0.item.vector) }
    let savedTokens = gathers.map { saver.sequence(of: $0.item.token) }
    read += saver.reads
    graph = saver.graph
    forward[index] = saver.node
    body.parameters += states
    let starts = (0..<scan.states).map { position in
      gradients[node.results[position]]
        ?? constant(0, like: graph[node.results[position]])
    }
    let adjoint = graph.makeNode(
      .scan(
        Scan(
          inputs: read.map(\.direction), states: scan.states,
          outputs: written.map(\.direction))),
      read.map(\.sequence) + starts, region: body, origin: node.origin)
    backward.append(adjoint)
    let outputs = Array(adjoint.results.dropFirst(scan.states))

    for (input, output) in inputs { add(outputs[output], to: input) }
    for position in 0..<scan.states {
      pass(adjoint.results[position], to: node.operands[scan.inputs.count + position])
    }
    for (product, vector) in zip(products, savedProducts) {
      pass(outerSum(outputs[product.output], vector), to: product.item.matrix)
    }
    for (gather, token) in zip(gathers, savedTokens) {
      let count = graph[gather.item.table].shape[0]
      pass(append(.scatter(count), [token, outputs[gather.output]]), to: gather.item.table)
    }
    for (value, output) in free { addReduced(outputs[output], to: value) }
    for (state, output) in kept { stateGradients?.append((state, outputs[output])) }
  }
}
