import RecurGraph

/// The operations outside kernels, most of which move numbers about without computing.
extension Scheduler {
  mutating func gather(_ node: Node) -> [Statement] {
    let tableType = graph[node.operands[0]]
    guard let expression = loadExpression(node.operands[0]) else {
      preconditionFailure("an embedding table must be a parameter")
    }
    let table = buffer(
      .table(expression, rows: tableType.shape[0], columns: tableType.shape[1]))
    let token = reference(to: node.operands[1])
    let type = graph[node.result]
    let targets = place(result: node.result, else: "embedded")
    return targets.map {
      .gather(table: table, token: token, to: $0, count: type.count, length: length(type))
    }
  }

  mutating func onehot(_ node: Node, _ count: Int) -> [Statement] {
    let token = reference(to: node.operands[0])
    let length = length(graph[node.result])
    return place(result: node.result, else: "marked").map {
      .onehot(token: token, to: $0, count: count, length: length)
    }
  }

  mutating func reduce(_ node: Node, _ kind: Statement.ReductionKind) -> [Statement] {
    let source = reference(to: node.operands[0])
    let count = graph[node.operands[0]].count
    let type = graph[node.result]
    let targets = place(result: node.result, else: kind.isToken ? "token" : "reduced")
    return targets.map {
      .reduce(kind, from: source, to: $0, count: count, length: length(type))
    }
  }

  mutating func concatenate(_ node: Node) -> [Statement] {
    let parts = node.operands.compactMap { loadExpression($0) }
    if knownAtLoad.contains(node.result), parts.count == node.operands.count {
      places[node.result] = .load(.concatenate(parts))
      return []
    }
    let type = graph[node.result]
    let inner = type.shape.dropFirst().reduce(1, *)
    return place(result: node.result, else: "joined").flatMap { target in
      var offset = 0
      return node.operands.map { operand in
        var part = target
        part.offset += offset
        let count = graph[operand].shape[0] * inner
        offset += count
        return move(operand, to: part, count: count, length: length(type))
      }
    }
  }

  /// A function of what is known when weights are loaded; all others are in kernels.
  mutating func elementwise(_ node: Node, _ function: ElementwiseFunction) -> [Statement] {
    let operands = node.operands.map { loadExpression($0) }
    guard !operands.contains(nil) else {
      preconditionFailure("\(function.name) outside a kernel: the fusion pass must run first")
    }
    let type = graph[node.result]
    let whole = zip(node.operands, operands).map { operand, expression in
      repeated(expression!, from: graph[operand].shape, to: type.shape)
    }
    places[node.result] = .load(.elementwise(function, whole, count: type.count))
    return []
  }

  /// A matrix of one column or row repeated to `shape`; anything else as it is.
  private func repeated(
    _ expression: LoadExpression, from own: [Int], to shape: [Int]
  ) -> LoadExpression {
    guard own.count == 2, own != shape else { return expression }
    let isColumn = own[0] == shape[0]
    return .repeated(
      expression, each: own[1] == shape[1] ? 1 : shape[1], times: isColumn ? 1 : shape[0],
      count: shape.reduce(1, *))
  }

  /// A vector as a matrix of one column, which lies like it.
  mutating func column(_ node: Node) -> [Statement] {
    places[node.result] = places[node.operands[0]]
    return []
  }

  /// A vector as a matrix of one row, whose elements lie a column apart.
  mutating func row(_ node: Node) -> [Statement] {
    if let expression = loadExpression(node.operands[0]) {
      places[node.result] = .load(expression)
      return []
    }
    let columns = graph[node.result].columns
    var kernel = Node(.kernel(extent: 1, columns: columns), [], results: node.results)
    kernel.region = Region(nodes: [node], results: node.results)
    return matrixKernel(kernel, extent: 1, columns: columns)
  }

  mutating func slice(_ node: Node, start: Int, count: Int) -> [Statement] {
    let inner = graph[node.result].shape.dropFirst().reduce(1, *)
    switch places[node.operands[0]]! {
    case .load(let expression):
      places[node.result] = .load(
        .elements(expression, start: start * inner, count: count * inner))
    case .constant(let number):
      places[node.result] = .constant(number)
    case .memory(var reference):
      reference.offset += start * inner
      places[node.result] = .memory(reference)
    }
    return []
  }

  mutating func element(_ node: Node, _ position: Position) -> [Statement] {
    var reference = reference(to: node.operands[0])
    switch position {
    case .first: reference.time = .fixed(0)
    case .last: reference.time = .last
    case .at(let step): reference.time = .fixed(step)
    }
    if entry.isBatch, position == .last {
      // The rows of a batch may end at different steps.
      let count = graph[node.result].storedCount
      return place(result: node.result, else: "last").map {
        .copy(from: reference, to: $0, count: count)
      }
    }
    places[node.result] = .memory(reference)
    return []
  }

  mutating func reverse(_ node: Node) -> [Statement] {
    let source = reference(to: node.operands[0])
    let type = graph[node.result]
    return place(result: node.result, else: "reversed").map {
      copySequence(
        from: source, to: $0, count: type.storedCount, length: type.length!, .reversed)
    }
  }

  mutating func ahead(_ node: Node, _ steps: Int) -> [Statement] {
    let source = reference(to: node.operands[0])
    let type = graph[node.result]
    return place(result: node.result, else: "ahead").map {
      copySequence(
        from: source, to: $0, count: type.storedCount, length: type.length!, .ahead(steps))
    }
  }

  mutating func sequence(_ node: Node) -> [Statement] {
    place(result: node.result, else: "sequence").flatMap { target in
      node.operands.enumerated().map { step, operand in
        var place = target
        place.time = .fixed(step)
        return copy(operand, to: place)
      }
    }
  }

  private mutating func move(
    _ operand: Value, to target: Reference, count: Int, length: Length?
  ) -> Statement {
    // What is a number everywhere is filled in elsewhere: filling sets whole vectors, with what lies around.
    let source = reference(to: operand)
    guard let length else {
      return .copy(from: source, to: target, count: graph[operand].storedCount)
    }
    return copySequence(from: source, to: target, count: count, length: length, .same)
  }

  /// The copies at every step of `length`, one step at a time where each row of a batch has the same at all.
  mutating func copySequence(
    from source: Reference, to target: Reference, count: Int, length: Length, _ order: StepOrder
  ) -> Statement {
    let isOneSequence = hasTime(source) || !loops[source.buffer].hasRows
    guard entry.isBatch, !isOneSequence else {
      return .copySequence(
        from: source, to: target, count: count, length: length, order)
    }
    let counter = names.make("t")
    let body = Statement.copy(
      from: source, to: step(of: target, .loop(counter, .forward)), count: count)
    return .loop(Loop(counter: counter, length: length, unroll: 1, body: [body], swaps: []))
  }

  /// Whether `reference` stands for all time steps.
  func hasTime(_ reference: Reference) -> Bool {
    reference.time == nil && loops[reference.buffer].length != nil
  }

  /// One step of `reference`, or what it stands for if it has no time axis.
  func step(of reference: Reference, _ time: TimeIndex) -> Reference {
    guard hasTime(reference) else { return reference }
    var step = reference
    step.time = time
    return step
  }

  /// The time axis of what a statement makes, or nil for one time step.
  func length(_ type: TensorType) -> Length? { isStream ? nil : type.length }
}
