import RecurGraph

/// What is known of the values of a graph while constants are folded, and the rules that follow.
struct FoldingFacts {
  /// What a node is equal to.
  enum Folded {
    /// A value that is there already.
    case value(Value)
    /// Another operation.
    case operation(Operation, [Value])
  }

  /// The type of every value.
  let types: [TensorType]
  /// The nodes so far, by each of their results.
  private(set) var definitions: [Value: Node] = [:]
  /// The values that are neither infinite nor NaN if inputs and weights are not.
  var isFinite: Set<Value> = []

  init(types: [TensorType]) { self.types = types }

  /// Records a node that stays.
  mutating func add(_ node: Node) {
    for result in node.results { definitions[result] = node }
    if node.region == nil && keepsFinite(node.operation)
      && node.operands.allSatisfy(isFinite.contains)
    {
      isFinite.formUnion(node.results)
    }
  }

  private func keepsFinite(_ operation: Operation) -> Bool {
    switch operation {
    case .constant(let number): number.isFinite
    case .elementwise(let function): function.keepsFinite
    default: true
    }
  }

  /// The number that every element of `value` is, if that is known.
  func constant(_ value: Value) -> Double? {
    if case .constant(let number)? = definitions[value]?.operation { number } else { nil }
  }

  /// What `node` is equal to, if that is simpler.
  func folded(_ node: Node) -> Folded? {
    switch node.operation {
    case .elementwise(let function): foldedElementwise(function, node)
    case .product: isZero(node.operands[1], times: node.operands[0], node) ? zero : nil
    case .reduce(let reduction): foldedReduction(reduction, node)
    case .column, .row: constant(node.operands[0]).map { .operation(.constant($0), []) }
    case .argmax: constant(node.operands[0]) == nil ? nil : zero
    case .concatenate: foldedConcatenation(node)
    case .slice(let start, let count): foldedSlice(start, count, node)
    case .element(let position): foldedElement(position, node)
    case .reverse:
      definitions[node.operands[0]].flatMap { source in
        source.operation == .reverse ? .value(source.operands[0]) : nil
      }
    default: nil
    }
  }

  private var zero: Folded { .operation(.constant(0), []) }

  private func isZero(_ value: Value, times factor: Value, _ node: Node) -> Bool {
    constant(value) == 0 && isFinite.contains(factor) && types[node.result.number].length == nil
  }

  private func foldedElementwise(_ function: ElementwiseFunction, _ node: Node) -> Folded? {
    let numbers = node.operands.map { constant($0) }
    if !numbers.contains(nil) {
      let number = function.evaluate(numbers.map { $0! })
      return number.isFinite ? .operation(.constant(number), []) : nil
    }
    func isResult(_ value: Value) -> Bool { types[value.number] == types[node.result.number] }
    if function == .select {
      let chosen = numbers[0].map { node.operands[$0 == 0 ? 2 : 1] }
      return chosen.flatMap { isResult($0) ? .value($0) : nil }
    }
    guard let (x, y) = node.operands.count == 2 ? (node.operands[0], node.operands[1]) : nil else {
      guard function == .negate, let source = definitions[node.operands[0]],
        source.operation == node.operation
      else { return nil }
      return .value(source.operands[0])
    }
    let (a, b) = (numbers[0], numbers[1])
    switch function {
    case .add where b == 0 && isResult(x), .subtract where b == 0 && isResult(x): return .value(x)
    case .add where a == 0 && isResult(y): return .value(y)
    case .subtract where a == 0 && isResult(y): return .operation(.elementwise(.negate), [y])
    case .multiply where b == 1 && isResult(x), .divide where b == 1 && isResult(x):
      return .value(x)
    case .multiply where a == 1 && isResult(y): return .value(y)
    case .multiply where isZero(x, times: y, node) || isZero(y, times: x, node): return zero
    case .minimum where x == y, .maximum where x == y: return .value(x)
    default: return nil
    }
  }

  private func foldedReduction(_ reduction: Reduction, _ node: Node) -> Folded? {
    guard let number = constant(node.operands[0]) else { return nil }
    let count = types[node.operands[0].number].count
    return .operation(.constant(reduction.ofEqual(number, count)), [])
  }

  private func foldedConcatenation(_ node: Node) -> Folded? {
    if node.operands.count == 1 { return .value(node.operands[0]) }
    guard let first = constant(node.operands[0]) else { return nil }
    let areEqual = node.operands.allSatisfy { constant($0)?.bitPattern == first.bitPattern }
    return areEqual ? .operation(.constant(first), []) : nil
  }

  private func foldedSlice(_ start: Int, _ count: Int, _ node: Node) -> Folded? {
    var (start, source) = (start, node.operands[0])
    while let definition = definitions[source] {
      if case .slice(let offset, _) = definition.operation {
        start += offset
        source = definition.operands[0]
        continue
      }
      guard definition.operation == .concatenate else { break }
      var offset = 0
      let part = definition.operands.first { operand in
        offset += types[operand.number].shape[0]
        return start < offset
      }
      guard let part else { break }
      offset -= types[part.number].shape[0]
      let isInside = start - offset + count <= types[part.number].shape[0]
      guard isInside, types[part.number].length == types[source.number].length else { break }
      (start, source) = (start - offset, part)
    }
    if let number = constant(source) { return .operation(.constant(number), []) }
    if types[source.number] == types[node.result.number] { return .value(source) }
    if source == node.operands[0] { return nil }
    return .operation(.slice(start: start, count: count), [source])
  }
}
