import RecurGraph

/// Which derivatives may be infinite or no number: those by divisors, logarithms and their like, and by factors
/// that such functions make.
struct PossibleInfinities {
  /// The values that such functions make, or others of theirs.
  private var values: Set<Value> = []
  /// The constants that are divided by without harm.
  private var divisors: Set<Value> = []

  /// - Complexity: linear in the number of nodes.
  init(in graph: Graph) { visit(graph.body) }

  private mutating func visit(_ region: Region) {
    for node in region.nodes {
      if let inner = node.region { visit(inner) }
      switch node.operation {
      case .constant(let number) where number != 0: divisors.insert(node.result)
      // What chooses is there to keep them out.
      case .elementwise(.select), .elementwise(.minimum), .elementwise(.maximum): break
      // What compares is 0 or 1.
      case .elementwise(let function) where function.compares: break
      case .elementwise(let function) where makesInfinities(function, by: node.operands.last!):
        values.insert(node.result)
      // States and answers count as finite: where those of a cell are not, nothing is learned anyway.
      case .scan, .generate: break
      default:
        if node.operands.contains(where: values.contains) { values.formUnion(node.results) }
      }
    }
  }

  private func makesInfinities(_ function: ElementwiseFunction, by divisor: Value?) -> Bool {
    !function.keepsFinite && !(function == .divide && divisor.map(divisors.contains) ?? false)
  }

  /// Whether a derivative of `node` may be infinite.
  func may(_ derivative: ElementwiseFormula, of node: Node) -> Bool {
    switch derivative {
    case .operand(let index): values.contains(node.operands[index])
    case .result: values.contains(node.result)
    case .number: false
    case .apply(let function, _) where function.compares: false
    case .apply(let function, let formulas):
      makesInfinities(function, by: divisor(formulas.last!, node))
        || formulas.contains { may($0, of: node) }
    }
  }

  private func divisor(_ formula: ElementwiseFormula, _ node: Node) -> Value? {
    if case .operand(let index) = formula { node.operands[index] } else { nil }
  }
}
