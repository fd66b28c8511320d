import RecurGraph

extension Node {
  /// Calls `body` with each operand, then with each value that the region mentions as a use, those
  /// that the region itself defines included.
  public func forEachUse(_ body: (Value) -> Void) {
    operands.forEach(body)
    region?.forEachUse(body)
  }

  /// Makes every use of a key of `replacements` a use of its value, in the region too.
  mutating func substitute(_ replacements: [Value: Value]) {
    operands = operands.map { replacements.resolve($0) }
    region?.substitute(replacements)
  }

  /// The description of the scan that this node is, if it is one.
  var scan: Scan? {
    if case .scan(let scan) = operation { scan } else { nil }
  }

  /// Whether this is a fused kernel, which no pass but dead code looks into.
  var isKernel: Bool {
    if case .kernel = operation { true } else { false }
  }

  /// Whether the operation acts on each time step of its operands alone.
  public var isPointwiseInTime: Bool {
    switch operation {
    case .constant, .elementwise, .product, .column, .row, .reduce, .argmax, .sample, .gather,
      .onehot, .concatenate, .slice:
      true
    case .element, .reverse, .ahead, .sequence, .scan, .generate, .gradient, .kernel:
      false
    }
  }
}

extension Direction {
  /// The other direction.
  var opposite: Direction { self == .forward ? .backward : .forward }
}
