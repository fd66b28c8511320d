extension Graph {
  /// Checks that every value is defined once and before its use, that every node is well-typed, and
  /// that every kernel is legal.
  ///
  /// - Throws: all that is wrong.
  /// - Complexity: linear in the size of the graph, times the depth of its regions.
  public func verify() throws(GraphFault) {
    let messages = faults()
    if !messages.isEmpty { throw GraphFault(messages: messages) }
  }

  /// What is wrong with this graph, one message each; empty if nothing is.
  public func faults() -> [String] {
    var numbers: [Value] = body.parameters
    body.forEachUse { numbers.append($0) }
    numbers += body.definedValues
    for value in numbers where !types.indices.contains(value.number) {
      return ["\(value) has no type"]
    }
    var verifier = GraphVerifier(graph: renumbered())
    verifier.checkGraph()
    return verifier.messages
  }
}

/// Collects the faults of one graph.
struct GraphVerifier {
  let graph: Graph
  var messages: [String] = []
  /// The values whose definition has been met.
  private var defined: Set<Value> = []
  /// The values that may be used.
  private(set) var visible: Set<Value> = []

  init(graph: Graph) { self.graph = graph }

  mutating func checkGraph() {
    checkInterface()
    checkLengths()
    for value in graph.types.indices.map(Value.init) { check(graph[value], of: value) }
    for parameter in graph.body.parameters { define(parameter, "the graph's parameter") }
    for node in graph.body.nodes { check(node) }
    for result in graph.body.results { use(result, "the graph's results") }
  }

  private mutating func checkInterface() {
    let parameters = graph.body.parameters.count
    if parameters != graph.inputs.count + graph.weights.count {
      messages.append(
        "\(graph.inputs.count) inputs and \(graph.weights.count) weights, "
          + "but \(parameters) parameters")
    }
    if graph.body.results.count != graph.outputs.count {
      messages.append("\(graph.outputs.count) outputs, but \(graph.body.results.count) results")
    }
    checkUnique(graph.inputs.map(\.name), "inputs")
    checkUnique(graph.weights.map(\.path), "weights")
    checkUnique(graph.outputs.map(\.name), "outputs")
    for (weight, value) in zip(graph.weights, graph.weightValues)
    where graph[value].element != .real || graph[value].length != nil {
      messages.append("the weight \(weight.path) is a \(graph[value])")
    }
  }

  /// The length of a generated sequence is nobody else's: equal names are equal lengths.
  private mutating func checkLengths() {
    var known = Set(graph.inputValues.compactMap { graph[$0].length })
    var messages: [String] = []
    graph.body.forEachNode { node in
      guard case .generate = node.operation, let sequence = node.results.first,
        let length = graph[sequence].length, !known.insert(length).inserted
      else { return }
      messages.append("the length of \(sequence) is also another's: \(graph[sequence])")
    }
    self.messages += messages
  }

  private mutating func checkUnique(_ names: [String], _ what: String) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      messages.append("two \(what) are called \(name)")
    }
  }

  private mutating func check(_ type: TensorType, of value: Value) {
    var isSound = type.shape.allSatisfy { $0 >= 1 }
    var count = 1
    for extent in type.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      isSound = isSound && !overflow
      count = product
    }
    if case .token(let tokens) = type.element {
      isSound = isSound && tokens >= 1 && type.shape.isEmpty
    }
    if case .fixed(let length)? = type.length { isSound = isSound && length >= 0 }
    if !isSound { messages.append("\(value) has the impossible type \(type)") }
  }

  private mutating func check(_ node: Node) {
    let text = "\(GraphVerifier.list(node.results)) = \(node.operation)"
    for operand in node.operands { use(operand, text) }
    if let region = node.region {
      let outside = visible
      for parameter in region.parameters { define(parameter, text) }
      for inner in region.nodes { check(inner) }
      for result in region.results { use(result, text) }
      if case .kernel(let extent, let columns) = node.operation {
        checkKernel(region, extent: extent, columns: columns, outside: outside, text)
      }
      visible = outside
    }
    checkTypes(node, text)
    for result in node.results { define(result, text) }
  }

  private mutating func checkTypes(_ node: Node, _ text: String) {
    let stated = node.results.map { graph[$0] }
    do {
      let inferred = try node.operation.resultTypes(
        operands: node.operands.map { graph[$0] },
        region: node.region.map { graph.type(of: $0) }, stated: stated)
      if inferred != stated {
        messages.append(
          "\(text): the type is \(TensorType.list(inferred)), not \(TensorType.list(stated))")
      }
    } catch {
      messages.append("\(text): \(error)")
    }
  }

  private mutating func define(_ value: Value, _ text: String) {
    if !defined.insert(value).inserted { messages.append("\(text): \(value) is defined twice") }
    visible.insert(value)
  }

  private mutating func use(_ value: Value, _ text: String) {
    if !visible.contains(value) { messages.append("\(text): \(value) is not defined here") }
  }

  static func list(_ values: [Value]) -> String {
    values.map(\.description).joined(separator: ", ")
  }
}
