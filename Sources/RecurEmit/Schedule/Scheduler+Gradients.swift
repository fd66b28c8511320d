import RecurGraph

/// What only gradients need.
extension Scheduler {
  mutating func gradient(_ node: Node, _ operation: GradientOperation) -> [Statement] {
    let operand = node.operands[0]
    switch operation {
    case .transpose:
      if let expression = loadExpression(operand) {
        let shape = graph[operand].shape
        places[node.result] = .load(
          .transposed(expression, rows: shape[0], columns: shape[1]))
        return []
      }
    case .spread:
      return spread(node)
    case .outerSum, .scatter, .total, .timeTotal, .placed, .accumulate:
      break
    }
    var sources = [operation == .outerSum ? paddedReference(to: operand) : reference(to: operand)]
    if operation.readsBoth { sources.append(reference(to: node.operands[1])) }
    if operation == .accumulate { sources.removeFirst() }
    let type = graph[node.result]
    let isOverRows = node.operands.contains { !ofAllRows.contains($0) }
    let length = node.operands.compactMap { graph[$0].length }.first
    return place(result: node.result, else: operation.resultName).map { target in
      .gradient(
        GradientStatement(
          operation: operation, sources: sources, target: target, shape: type.shape,
          length: isStream ? nil : length, isOverRows: isOverRows,
          scratch: operation == .outerSum ? outerScratch(OuterSum(shape: type.shape)) : nil))
    }
  }

  /// What is the same at each time step stands for a sequence as it is, where all rows of a batch have it in
  /// common; else it is copied.
  private mutating func spread(_ node: Node) -> [Statement] {
    let operand = node.operands[0]
    let type = graph[node.result]
    guard let length = length(type), !ofAllRows.contains(operand), !isConstant(operand) else {
      places[node.result] = places[operand]
      return []
    }
    let source = reference(to: operand)
    return place(result: node.result, else: "spread").map {
      copySequence(from: source, to: $0, count: type.storedCount, length: length, .same)
    }
  }

  /// Memory for what a sum of outer products copies, which all of them share.
  private mutating func outerScratch(_ sum: OuterSum) -> BufferID {
    let type = TensorType.real(sum.panelSize(target))
    guard let known = outerPanel else {
      let id = workspace("panel", type, isOfAllRows: true)
      outerPanel = id
      return id
    }
    loops[known].enlarge(to: type.count)
    return known
  }
}

extension GradientOperation {
  /// Whether both operands are read, rather than that the second says how long the result is.
  fileprivate var readsBoth: Bool {
    switch self {
    case .outerSum, .scatter, .accumulate: true
    case .transpose, .total, .timeTotal, .placed, .spread: false
    }
  }

  /// What the memory of a result is called that has no name.
  fileprivate var resultName: String {
    switch self {
    case .transpose: "turned"
    case .outerSum, .total, .timeTotal, .scatter, .accumulate: "summed"
    case .placed, .spread: "placed"
    }
  }
}
