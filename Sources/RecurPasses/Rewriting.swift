import RecurGraph

/// Which value stands in for another while a graph is rewritten.
struct Substitution {
  private var replacements: [Value: Value] = [:]

  /// The value to use for `value`: itself unless it was replaced.
  subscript(value: Value) -> Value {
    var value = value
    while let next = replacements[value] { value = next }
    return value
  }

  /// Makes every later look-up of `old` give what `new` stands for.
  mutating func replace(_ old: Value, with new: Value) { replacements[old] = new }

  /// Rewrites what `node` and its region use.
  func apply(to node: inout Node) {
    if replacements.isEmpty { return }
    for i in node.operands.indices { node.operands[i] = self[node.operands[i]] }
    if node.region != nil { apply(to: &node.region!) }
  }

  /// Rewrites what the nodes and the results of `region` use.
  func apply(to region: inout Region) {
    if replacements.isEmpty { return }
    for i in region.nodes.indices { apply(to: &region.nodes[i]) }
    for i in region.results.indices { region.results[i] = self[region.results[i]] }
  }
}

extension Node {
  /// Calls `body` with each operand, then with each value that the region mentions as a use, those
  /// that the region itself defines included.
  func forEachUse(_ body: (Value) -> Void) {
    operands.forEach(body)
    region?.forEachUse(body)
  }

  /// The description of the scan that this node is, if it is one.
  var scan: Scan? {
    if case .scan(let scan) = operation { scan } else { nil }
  }

  /// The description of the generation that this node is, if it is one.
  var generate: Generate? {
    if case .generate(let generate) = operation { generate } else { nil }
  }

  /// Whether this is a fused kernel, which no pass but dead code looks into.
  var isKernel: Bool {
    if case .kernel = operation { true } else { false }
  }

  /// Whether the operation acts on each time step of its operands alone.
  var isPointwiseInTime: Bool {
    switch operation {
    case .constant, .elementwise, .product, .reduce, .argmax, .gather, .concatenate, .slice: true
    case .element, .reverse, .sequence, .scan, .generate, .kernel: false
    }
  }
}

extension Region {
  /// Calls `body` with each value that a node or the results use, nested regions included.
  func forEachUse(_ body: (Value) -> Void) {
    for node in nodes { node.forEachUse(body) }
    results.forEach(body)
  }
}

extension Graph {
  /// The type of the elements along the time axis of a scan: the length of its first input.
  func length(of scan: Node) -> Length? { scan.operands.first.flatMap { self[$0].length } }

  /// The values of the trained tensors.
  var weightValues: ArraySlice<Value> { body.parameters.dropFirst(inputs.count) }

  /// Makes a value of the type of `value`.
  mutating func makeValue(like value: Value) -> Value { makeValue(self[value]) }

  /// A copy of `node` that uses what `substitution` says and defines new values, which
  /// `substitution` then stands in for the old ones.
  mutating func copy(_ node: Node, under substitution: inout Substitution) -> Node {
    var node = node
    node.operands = node.operands.map { substitution[$0] }
    if let region = node.region { node.region = copy(region, under: &substitution) }
    node.results = node.results.map { define($0, &substitution) }
    return node
  }

  private mutating func copy(_ region: Region, under substitution: inout Substitution) -> Region {
    let parameters = region.parameters.map { define($0, &substitution) }
    let nodes = region.nodes.map { copy($0, under: &substitution) }
    return Region(
      parameters: parameters, nodes: nodes, results: region.results.map { substitution[$0] })
  }

  private mutating func define(_ value: Value, _ substitution: inout Substitution) -> Value {
    let new = makeValue(like: value)
    substitution.replace(value, with: new)
    return new
  }
}
