import RecurGraph

/// Writes the adjoints of the nodes of a block, from the last to the first.
struct AdjointWriter {
  var graph: Graph
  /// The nodes whose adjoints are written; scans get outputs that their own adjoints read.
  var forward: [Node]
  /// What has been written.
  var backward: [Node] = []
  /// The gradient by each value, as far as it is known.
  var gradients: [Value: Value] = [:]
  /// The values that depend on a weight, through real numbers.
  let active: Set<Value>
  /// Which derivatives may be infinite.
  private let infinities: PossibleInfinities
  /// The values that the rows of a batch have in common: gradients by them are sums over rows.
  private(set) var ofAllRows: Set<Value>
  /// The gradients by states of scans after each step, and what the states are in front of one; nil if nobody
  /// wants them.
  var stateGradients: [(state: Value, gradient: Value)]?
  /// For the block of a scan: what it is given, and sums over time that only its surroundings can take.
  var inside: Inside?

  /// What the adjoint of a scan's region leaves to its surroundings.
  struct Inside {
    /// The values of the region.
    let own: Set<Value>
    /// Whether the scan is inside another.
    let isNested: Bool
    /// A matrix from outside, the gradient of its product with a vector, and the vector.
    var products: [(matrix: Value, gradient: Value, vector: Value)] = []
    /// A table from outside, the gradient of a row, and the token.
    var gathers: [(table: Value, gradient: Value, token: Value)] = []
  }

  /// Writes at the end of `graph`.
  init(_ graph: Graph, byStates: Bool) {
    self.graph = graph
    stateGradients = byStates ? [] : nil
    forward = graph.body.nodes
    active = graph.valuesWithGradients
    infinities = PossibleInfinities(in: graph)
    ofAllRows = graph.valuesOfAllRows
  }

  /// Writes the adjoint of a region of a scan.
  init(region: Region, of outer: AdjointWriter) {
    graph = outer.graph
    forward = region.nodes
    active = outer.active
    infinities = outer.infinities
    ofAllRows = outer.ofAllRows
    inside = Inside(own: region.definedValues, isNested: outer.inside != nil)
  }

  // MARK: Writing

  /// Appends an operation with one result.
  @discardableResult
  mutating func append(
    _ operation: Operation, _ operands: [Value], stated: TensorType? = nil
  ) -> Value {
    let node = graph.makeNode(operation, operands, stated: stated.map { [$0] } ?? [])
    backward.append(node)
    if inside == nil, graph[node.result].length == nil,
      node.operation.sumsRows || operands.allSatisfy(ofAllRows.contains)
    {
      ofAllRows.insert(node.result)
    }
    return node.result
  }

  mutating func append(_ gradient: GradientOperation, _ operands: [Value]) -> Value {
    append(.gradient(gradient), operands)
  }

  /// A constant for all elements of a value of `type`, without its time axis.
  mutating func constant(_ number: Double, like type: TensorType) -> Value {
    append(.constant(number), [], stated: type.atOneStep)
  }

  /// Adds to the gradient by a value, whose type it must have but for the time axis; what a value is the
  /// same for, time steps or rows, is summed over.
  mutating func add(_ gradient: Value, to value: Value) {
    var gradient = gradient
    if inside == nil, ofAllRows.contains(value) {
      if !ofAllRows.contains(gradient) { gradient = append(.total, [gradient]) }
    } else if graph[gradient].length != nil, graph[value].length == nil {
      gradient = append(.timeTotal, [gradient])
    }
    guard let known = gradients[value] else {
      gradients[value] = gradient
      return
    }
    gradients[value] = append(.elementwise(.add), [known, gradient])
  }

  /// Adds a gradient of the type of a result to that by an operand, which may be the same at each of
  /// several steps or elements.
  mutating func addReduced(_ gradient: Value, to operand: Value) {
    let wanted = graph[operand]
    var gradient = gradient
    var shape = graph[gradient].shape
    if shape != wanted.shape, shape.count == 2, wanted.shape.count == 2 {
      if wanted.shape[1] == 1 {
        gradient = columnSums(gradient)
        gradient = append(.column, [gradient])
      } else {
        gradient = columnSums(append(.transpose, [gradient]))
        gradient = append(.row, [gradient])
      }
      shape = wanted.shape
    }
    if shape != wanted.shape {
      // One number that goes with every element.
      if shape.count == 2 { gradient = columnSums(gradient) }
      gradient = append(.reduce(.sum), [gradient])
    }
    add(gradient, to: operand)
  }

  /// The sums of the rows of a matrix.
  private mutating func columnSums(_ matrix: Value) -> Value {
    let columns = graph[matrix].shape[1]
    return append(.product, [matrix, constant(1, like: .real(columns))])
  }

  // MARK: Nodes

  /// Writes the adjoint of the node at `index`, if the loss depends on it.
  mutating func visit(_ index: Int) throws(NotDifferentiable) {
    let node = forward[index]
    guard node.results.contains(where: { gradients[$0] != nil && active.contains($0) }) else {
      return
    }
    if case .scan(let scan) = node.operation { return try visit(index, node, scan) }
    guard let gradient = gradients[node.results[0]] else { return }
    try visit(node, gradient)
  }

  private mutating func visit(_ node: Node, _ gradient: Value) throws(NotDifferentiable) {
    let operands = node.operands
    switch node.operation {
    case .elementwise(let function): try elementwise(function, node, gradient)
    case .product: product(node, gradient)
    case .column:
      // [M, 1] times one.
      pass(append(.product, [gradient, constant(1, like: .real(1))]), to: operands[0])
    case .row:
      let turned = append(.transpose, [gradient])
      pass(append(.product, [turned, constant(1, like: .real(1))]), to: operands[0])
    case .reduce(let reduction): try reduce(reduction, node, gradient)
    case .gather:
      guard active.contains(operands[0]) else { return }
      let count = graph[operands[0]].shape[0]
      if inside == nil {
        add(append(.scatter(count), [operands[1], gradient]), to: operands[0])
      } else if leavesSums(gradient, to: operands[0]) {
        inside!.gathers.append((operands[0], gradient, operands[1]))
      } else {
        let marks = append(.onehot(count), [operands[1]])
        let isSequence = graph[gradient].length != nil
        add(
          isSequence ? outerScan(marks, gradient) : outerProduct(marks, gradient), to: operands[0])
      }
    case .concatenate:
      var start = 0
      for operand in operands {
        let count = graph[operand].shape[0]
        if active.contains(operand) {
          addReduced(append(.slice(start: start, count: count), [gradient]), to: operand)
        }
        start += count
      }
    case .slice(let start, let count): slice(node, gradient, start: start, count: count)
    case .element(let position):
      pass(append(.placed(position), [gradient, operands[0]]), to: operands[0])
    case .reverse: pass(append(.reverse, [gradient]), to: operands[0])
    case .ahead(let steps): pass(append(.ahead(-steps), [gradient]), to: operands[0])
    case .sequence:
      for (time, operand) in operands.enumerated() {
        pass(append(.element(.at(time)), [gradient]), to: operand)
      }
    case .constant, .argmax, .sample, .onehot, .generate: return
    case .gradient(.total), .gradient(.timeTotal):
      pass(append(.spread, [gradient, operands[0]]), to: operands[0])
    case .gradient(.transpose): pass(append(.transpose, [gradient]), to: operands[0])
    case .gradient, .scan: throw .gradient(node)
    case .kernel: preconditionFailure("gradients are taken before kernels are fused")
    }
  }

  /// Adds a gradient to that by an operand that depends on weights.
  mutating func pass(_ gradient: Value, to operand: Value) {
    if active.contains(operand) { add(gradient, to: operand) }
  }

  private mutating func elementwise(
    _ function: ElementwiseFunction, _ node: Node, _ gradient: Value
  ) throws(NotDifferentiable) {
    guard let derivatives = function.derivatives?() else {
      throw .unknownDerivative(function, node)
    }
    for (operand, derivative) in zip(node.operands, derivatives) {
      guard let derivative, active.contains(operand) else { continue }
      addReduced(multiplied(gradient, by: derivative, node), to: operand)
    }
  }

  /// A gradient times a derivative of a node, 0 where the gradient is, be the derivative no number: what is not
  /// chosen has no influence.
  private mutating func multiplied(
    _ gradient: Value, by derivative: ElementwiseFormula, _ node: Node
  ) -> Value {
    if case .number(1) = derivative { return gradient }
    if case .number(-1) = derivative { return append(.elementwise(.negate), [gradient]) }
    if derivative.isMark {
      return append(
        .elementwise(.select),
        [write(derivative, node), gradient, constant(0, like: graph[gradient])])
    }
    let product = append(.elementwise(.multiply), [gradient, write(derivative, node)])
    guard infinities.may(derivative, of: node) else { return product }
    return append(
      .elementwise(.select), [gradient, product, constant(0, like: graph[product])])
  }

  private mutating func write(_ formula: ElementwiseFormula, _ node: Node) -> Value {
    switch formula {
    case .operand(let index): return node.operands[index]
    case .result: return node.result
    case .number(let number): return constant(number, like: .real())
    case .apply(let function, let formulas):
      var operands: [Value] = []
      for formula in formulas { operands.append(write(formula, node)) }
      return append(.elementwise(function), operands)
    }
  }

  private mutating func product(_ node: Node, _ gradient: Value) {
    let (matrix, vector) = (node.operands[0], node.operands[1])
    if active.contains(vector) {
      let turned = append(.transpose, [matrix])
      addReduced(append(.product, [turned, gradient]), to: vector)
    }
    guard active.contains(matrix) else { return }
    if leavesSums(gradient, to: matrix) {
      inside!.products.append((matrix, gradient, vector))
    } else if inside == nil, ofAllRows.contains(matrix) {
      add(outerSum(gradient, vector), to: matrix)
    } else if graph[matrix].length == nil, graph[gradient].length != nil {
      add(outerScan(gradient, vector), to: matrix)
    } else {
      add(outerProduct(gradient, vector), to: matrix)
    }
  }

  /// Whether the surroundings of a scan can take the sum over time of what has a gradient in its region.
  private func leavesSums(_ gradient: Value, to operand: Value) -> Bool {
    guard let inside else { return false }
    return !inside.isNested && ofAllRows.contains(operand) && graph[gradient].length == nil
  }

  private mutating func outerProduct(_ a: Value, _ b: Value) -> Value {
    append(.elementwise(.multiply), [append(.column, [a]), append(.row, [b])])
  }

  /// The sum of outer products over the steps of `gradient`, all of which may have the same vector.
  mutating func outerSum(_ gradient: Value, _ vector: Value) -> Value {
    guard graph[gradient].length != nil, graph[vector].length == nil else {
      return append(.outerSum, [gradient, vector])
    }
    if ofAllRows.contains(vector) {
      return append(.outerSum, [append(.total, [gradient]), vector])
    }
    return append(.outerSum, [gradient, append(.spread, [vector, gradient])])
  }

  /// The sum of outer products over time of each row of a batch by itself; one of the operands may have no
  /// time axis.
  private mutating func outerScan(_ a: Value, _ b: Value) -> Value {
    let operands = [a, b].filter { graph[$0].length != nil }
    let parameters = operands.map { graph.makeValue(graph[$0].atOneStep) }
    let inner = Dictionary(uniqueKeysWithValues: zip(operands, parameters))
    let type = TensorType(shape: graph[a].shape + graph[b].shape)
    let state = graph.makeValue(type)
    let start = constant(0, like: type)
    let outside = backward
    backward = []
    let product = outerProduct(inner[a] ?? a, inner[b] ?? b)
    let next = append(.elementwise(.add), [state, product])
    let region = Region(parameters: parameters + [state], nodes: backward, results: [next])
    backward = outside
    let scan = Scan(inputs: operands.map { _ in .forward }, states: 1, outputs: [])
    let node = graph.makeNode(.scan(scan), operands + [start], region: region)
    backward.append(node)
    return node.results[0]
  }

  private mutating func reduce(
    _ reduction: Reduction, _ node: Node, _ gradient: Value
  ) throws(NotDifferentiable) {
    let operand = node.operands[0]
    guard active.contains(operand) else { return }
    let type = graph[operand]
    let spread = append(
      .elementwise(.add), [constant(0, like: type), gradient])
    guard reduction != .sum else { return addReduced(spread, to: operand) }
    guard reduction == .maximum else {
      throw NotDifferentiable(
        "nobody has said what the derivative of '\(reduction.name)' is", at: node.origin)
    }
    let isGreatest = append(.elementwise(.equal), [operand, node.result])
    addReduced(append(.elementwise(.multiply), [spread, isGreatest]), to: operand)
  }

  private mutating func slice(_ node: Node, _ gradient: Value, start: Int, count: Int) {
    let operand = node.operands[0]
    guard active.contains(operand) else { return }
    let shape = graph[operand].shape
    var parts: [Value] = []
    func rest(_ count: Int) -> TensorType { TensorType(shape: [count] + shape.dropFirst()) }
    if start > 0 { parts.append(constant(0, like: rest(start))) }
    parts.append(gradient)
    let behind = shape[0] - start - count
    if behind > 0 { parts.append(constant(0, like: rest(behind))) }
    add(parts.count == 1 ? gradient : append(.concatenate, parts), to: operand)
  }
}

extension AdjointWriter {
  /// The graph with a gradient by each weight.
  func finish() -> Graph {
    var writer = self
    var results: [Value] = []
    var outputs: [Output] = []
    for (weight, value) in zip(graph.weights, graph.weightValues) where !weight.isFixed {
      outputs.append(Output(name: "gradient.\(weight.path)"))
      results.append(writer.gradients[value] ?? writer.constant(0, like: graph[value]))
    }
    var graph = writer.graph
    graph.body.nodes = writer.forward + writer.backward
    graph.outputs += outputs
    graph.body.results += results
    for (state, gradient) in writer.stateGradients ?? [] {
      graph.outputs.append(Output(name: "gradient.\(state.number)"))
      graph.body.results.append(gradient)
    }
    return graph
  }
}
