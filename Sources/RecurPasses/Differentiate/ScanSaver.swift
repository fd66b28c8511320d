import RecurGraph

/// Has a scan yield what its adjoint reads.
struct ScanSaver {
  private(set) var node: Node
  private(set) var graph: Graph
  /// The sequences that the adjoint reads.
  private(set) var reads: [(sequence: Value, direction: Direction)] = []
  private var scan: Scan
  private let own: Set<Value>
  private var constants: [Value: Node] = [:]
  private var saved: [Value: Value] = [:]

  init(_ node: Node, _ scan: Scan, _ graph: Graph) {
    self.node = node
    self.scan = scan
    self.graph = graph
    own = node.region!.definedValues
    for inner in node.region!.nodes {
      if case .constant = inner.operation { constants[inner.result] = inner }
    }
  }

  /// The sequence of what a value of the region is at each step, in the order of time in which an output
  /// that is written forward lies; the value itself if it is from outside.
  mutating func sequence(of value: Value) -> Value {
    guard own.contains(value) else { return value }
    if let known = saved[value] { return known }
    if let position = node.region!.parameters.firstIndex(of: value), position < scan.inputs.count,
      scan.inputs[position] == .forward
    {
      return node.operands[position]
    }
    let length = graph[node.operands[0]].length
    let sequence = graph.makeValue(graph[value].over(length))
    node.region!.results.append(value)
    node.results.append(sequence)
    scan.outputs.append(.forward)
    node.operation = .scan(scan)
    saved[value] = sequence
    return sequence
  }

  /// Makes values of the forward region that `body` mentions parameters of it, which are returned.
  mutating func replaceValues(in body: inout Region) -> [Value] {
    var parameters: [Value] = []
    var copies: [Node] = []
    var replacements: [Value: Value] = [:]
    for value in body.freeValues where own.contains(value) {
      if var constant = constants[value] {
        let copy = graph.makeValue(graph[value])
        constant.results = [copy]
        copies.append(constant)
        replacements[value] = copy
        continue
      }
      let parameter = graph.makeValue(graph[value])
      replacements[value] = parameter
      parameters.append(parameter)
      reads.append((sequence(of: value), .backward))
    }
    body.substitute(replacements)
    body.nodes = copies + body.nodes
    return parameters
  }

  /// Has `body` compute the sequences of the forward region that it mentions once more: of each step there
  /// would be one to save.
  ///
  /// - Parameter nodes: those of the forward region.
  mutating func recompute(_ nodes: [Node], in body: inout Region) {
    let sequences = Set(nodes.flatMap(\.results).filter { graph[$0].length != nil })
    var needed = sequences.intersection(body.freeValues)
    guard !needed.isEmpty else { return }
    var again: [Node] = []
    for node in nodes.reversed() where node.results.contains(where: needed.contains) {
      again.append(node)
      needed.formUnion(sequences.intersection(node.operands + (node.region?.freeValues ?? [])))
    }
    let region = Region(nodes: again.reversed(), results: again.flatMap(\.results))
    let copies = graph.copyNodes(of: region, arguments: [])
    body.substitute(Dictionary(uniqueKeysWithValues: zip(region.results, copies.results)))
    body.nodes = copies.nodes + body.nodes
  }
}
