import RecurGraph

extension AdjointWriter {
  /// Writes the adjoint of a scan: a scan in the other direction.
  mutating func visit(
    _ index: Int, _ node: Node, _ scan: Scan
  ) throws(NotDifferentiable) {
    let region = node.region!
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
    var free: [(value: Value, output: Int)] = []
    var sums: [Value] = []
    for value in region.freeValues where active.contains(value) {
      guard let gradient = inner.gradients[value] else { continue }
      if isSummedInPlace(value) {
        sums.append(value)
        let sum = inner.graph.makeValue(graph[value])
        states.append(sum)
        let isSequence = graph[value].length != nil
        next.append(
          inner.append(
            isSequence ? .gradient(.accumulate) : .elementwise(.add), [sum, gradient]))
      } else {
        free.append((value, write(gradient, .backward)))
      }
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
    saver.recompute(inner.forward, in: &body)
    body.parameters += saver.replaceValues(in: &body)
    let savedProducts = products.map { saver.sequence(of: $0.item.vector) }
    let savedTokens = gathers.map { saver.sequence(of: $0.item.token) }
    read += saver.reads
    graph = saver.graph
    forward[index] = saver.node
    body.parameters += states
    var starts = (0..<scan.states).map { position in
      gradients[node.results[position]]
        ?? constant(0, like: graph[node.results[position]])
    }
    for value in sums {
      let nothing = constant(0, like: graph[value])
      starts.append(graph[value].length == nil ? nothing : append(.spread, [nothing, value]))
    }
    let adjoint = graph.makeNode(
      .scan(
        Scan(
          inputs: read.map(\.direction), states: states.count,
          outputs: written.map(\.direction))),
      read.map(\.sequence) + starts, region: body, origin: node.origin)
    backward.append(adjoint)
    let outputs = Array(adjoint.results.dropFirst(states.count))

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
    for (value, sum) in zip(sums, adjoint.results.dropFirst(scan.states)) { add(sum, to: value) }
    for (state, output) in kept { stateGradients?.append((state, outputs[output])) }
  }

  /// Whether the gradient by what a region reads from outside is a state of the adjoint, to which each step
  /// adds, rather than a sum over what all steps yield: what is a sequence cannot be yielded, and matrices
  /// take much memory.
  private func isSummedInPlace(_ value: Value) -> Bool {
    let type = graph[value]
    return type.length != nil || type.shape.count == 2 && type.shape.allSatisfy { $0 > 1 }
  }
}
