/// The values of one graph while it is evaluated.
struct Evaluation {
  private let graph: Graph
  private let precision: Precision
  private var values: [Tensor?]
  /// The matrices of products as the precision rounds them.
  private var rounded: [Value: Tensor] = [:]
  /// The matrices that are packed, if their elements are rounded then.
  private let known: Set<Value>

  /// What the values that are asked for were each time they were computed.
  private(set) var traces: [Value: [Tensor]]

  init(graph: Graph, precision: Precision, traced: Set<Value> = []) {
    self.graph = graph
    traces = Dictionary(uniqueKeysWithValues: traced.map { ($0, []) })
    self.precision = precision
    known = precision.isReduced ? graph.valuesKnownAtLoad : []
    values = [Tensor?](repeating: nil, count: graph.types.count)
  }

  /// The tensor that `value` stands for.
  subscript(value: Value) -> Tensor {
    guard let tensor = values[value.number] else { preconditionFailure("\(value) is undefined") }
    return tensor
  }

  mutating func define(_ names: [Value], _ tensors: [Tensor]) {
    for index in names.indices {
      let name = names[index]
      values[name.number] = tensors[index]
      if !rounded.isEmpty { rounded[name] = nil }
      if !traces.isEmpty { traces[name]?.append(tensors[index]) }
    }
  }

  /// The tensors that `names` stand for.
  ///
  /// A loop here and in `define` and `pointwise`, since in a debug build sequences of closures over the one or
  /// two operands of a node take longer than its arithmetic.
  private func tensors(_ names: [Value]) -> [Tensor] {
    var tensors: [Tensor] = []
    tensors.reserveCapacity(names.count)
    for name in names { tensors.append(self[name]) }
    return tensors
  }

  mutating func evaluate(_ nodes: [Node]) throws(InterpreterFault) {
    for node in nodes { define(node.results, try results(of: node)) }
  }

  private mutating func results(of node: Node) throws(InterpreterFault) -> [Tensor] {
    let operands = tensors(node.operands)
    switch node.operation {
    case .constant(let number):
      return [Tensor(shape: graph[node.result].shape, repeating: number)]
    case .product where isRounded(node):
      return [pointwise(node, [roundedMatrix(node.operands[0]), operands[1]])]
    case .elementwise, .product, .column, .row, .reduce, .argmax, .sample, .gather,
      .onehot, .concatenate, .slice:
      return [pointwise(node, operands)]
    case .element(let position):
      return [try element(position, of: operands[0])]
    case .reverse:
      let count = operands[0].shape[0]
      let steps = (0..<count).map { operands[0][count - 1 - $0] }
      return [.join(steps, shape: operands[0].shape)]
    case .ahead(let ahead):
      let count = operands[0].shape[0]
      let nothing = Tensor(shape: Array(operands[0].shape.dropFirst()), repeating: 0)
      let steps = (0..<count).map {
        (0..<count).contains($0 + ahead) ? operands[0][$0 + ahead] : nothing
      }
      return [.join(steps, shape: operands[0].shape)]
    case .gradient(let operation):
      return [
        operation.evaluate(operands, node.operands.map { graph[$0] }, graph[node.result])
      ]
    case .sequence:
      return [.join(operands, shape: [operands.count] + operands[0].shape)]
    case .scan(let scan):
      return try evaluate(scan, node.region!, operands)
    case .generate(let generate):
      return [try evaluate(generate, node.region!, operands)]
    case .kernel:
      return try call(node.region!, [])
    }
  }

  /// The matrix of a product at the evaluation's precision.
  private mutating func roundedMatrix(_ value: Value) -> Tensor {
    if let tensor = rounded[value] { return tensor }
    let tensor = precision.rounding(matrix: self[value])
    rounded[value] = tensor
    return tensor
  }

  /// The results of `region` for `arguments`.
  private mutating func call(
    _ region: Region, _ arguments: [Tensor]
  ) throws(InterpreterFault) -> [Tensor] {
    define(region.parameters, arguments)
    try evaluate(region.nodes)
    return tensors(region.results)
  }

  /// An operation on tensors without time, at every time step of its operands.
  private func pointwise(_ node: Node, _ operands: [Tensor]) -> Tensor {
    let shape = graph[node.result].shape
    var sequences: [Int] = []
    for index in node.operands.indices where graph[node.operands[index]].length != nil {
      sequences.append(index)
    }
    guard let first = sequences.first else { return atOneStep(node, operands, shape: shape) }
    let count = operands[first].shape[0]
    var now = operands
    var elements: [Double] = []
    for time in 0..<count {
      for index in sequences { now[index] = operands[index][time] }
      elements += atOneStep(node, now, shape: shape).elements
    }
    return Tensor(shape: [count] + shape, elements: elements)
  }

  private func atOneStep(_ node: Node, _ operands: [Tensor], shape: [Int]) -> Tensor {
    guard isRounded(node) else { return node.operation.evaluate(operands, shape: shape) }
    return node.operation.evaluate(
      [operands[0], precision.rounding(vector: operands[1])], shape: shape)
  }

  /// Whether a node is a product whose operands are rounded: one with a packed matrix.
  private func isRounded(_ node: Node) -> Bool {
    precision.isReduced && node.operation == .product && known.contains(node.operands[0])
  }

  private func element(
    _ position: Position, of sequence: Tensor
  ) throws(InterpreterFault) -> Tensor {
    let count = sequence.shape[0]
    let time =
      switch position {
      case .first: 0
      case .last: count - 1
      case .at(let time): time
      }
    guard (0..<count).contains(time) else {
      throw InterpreterFault("a sequence of length \(count) has no \(Operation.element(position))")
    }
    return sequence[time]
  }

  private mutating func evaluate(
    _ scan: Scan, _ region: Region, _ operands: [Tensor]
  ) throws(InterpreterFault) -> [Tensor] {
    let inputs = operands.prefix(scan.inputs.count)
    var states = Array(operands.dropFirst(scan.inputs.count))
    let count = inputs[0].shape[0]
    func time(_ iteration: Int, _ direction: Direction) -> Int {
      direction == .forward ? iteration : count - 1 - iteration
    }
    var outputs = scan.outputs.map { _ in [Tensor](repeating: .scalar(0), count: count) }
    for iteration in 0..<count {
      let steps = zip(inputs, scan.inputs).map { $0[time(iteration, $1)] }
      let results = try call(region, steps + states)
      states = Array(results.prefix(scan.states))
      for (index, direction) in scan.outputs.enumerated() {
        outputs[index][time(iteration, direction)] = results[scan.states + index]
      }
    }
    let shapes = region.results.dropFirst(scan.states).map { [count] + graph[$0].shape }
    return states + zip(outputs, shapes).map { .join($0, shape: $1) }
  }

  private mutating func evaluate(
    _ generate: Generate, _ region: Region, _ operands: [Tensor]
  ) throws(InterpreterFault) -> Tensor {
    var states = operands
    var previous = Double(generate.from)
    var tokens: [Double] = []
    for _ in 0..<generate.atMost {
      let results = try call(region, [.scalar(previous)] + states)
      previous = results[0].elements[0]
      states = Array(results.dropFirst())
      if let until = generate.until, previous == Double(until) { break }
      tokens.append(previous)
    }
    return .vector(tokens)
  }
}
