/// Writes a graph from the first node to the last, inferring the types.
///
/// An operation that cannot be applied to its operands is a fault of the compiler and traps: the
/// checker has refused such specs before.
///
/// ```swift
/// var builder = GraphBuilder(name: "Classify")
/// let x = builder.input(Input(name: "x"), .real(4))
/// let w = builder.weight(Weight(path: "y.weight"), .real(2, 4))
/// let y = builder.append(.product, [w, x], label: "y")
/// builder.output(Output(name: "y"), y)
/// let graph = builder.graph
/// ```
public struct GraphBuilder: Sendable {
  /// The graph written so far; its body is complete when no region is open.
  public private(set) var graph: Graph

  /// The regions that are open inside the body, outermost first.
  private var open: [Region] = []

  /// Creates a builder of an empty graph.
  public init(name: String) { graph = Graph(name: name) }

  /// The type of `value`.
  public subscript(value: Value) -> TensorType { graph[value] }

  /// Adds an input. All inputs come before the first weight.
  public mutating func input(_ input: Input, _ type: TensorType) -> Value {
    precondition(graph.weights.isEmpty, "an input follows a weight")
    graph.inputs.append(input)
    return parameter(type)
  }

  /// Adds a weight.
  public mutating func weight(_ weight: Weight, _ type: TensorType) -> Value {
    graph.weights.append(weight)
    return parameter(type)
  }

  /// Makes `value` the next answer of the graph.
  public mutating func output(_ output: Output, _ value: Value) {
    graph.outputs.append(output)
    graph.body.results.append(value)
  }

  /// Appends a constant of `type`.
  public mutating func constant(
    _ number: Double, _ type: TensorType, label: String? = nil, origin: Origin? = nil
  ) -> Value {
    append(
      graph.makeNode(.constant(number), [], stated: [type], label: label, origin: origin)
    )[0]
  }

  /// Appends an operation that has one result and no region.
  public mutating func append(
    _ operation: Operation, _ operands: [Value], label: String? = nil, origin: Origin? = nil
  ) -> Value {
    append(graph.makeNode(operation, operands, label: label, origin: origin))[0]
  }

  /// Begins the region of an operation, whose nodes are those appended up to `closeRegion`.
  ///
  /// - Returns: the region's parameters, of `types`.
  public mutating func openRegion(_ types: [TensorType]) -> [Value] {
    let parameters = types.map { graph.makeValue($0) }
    open.append(Region(parameters: parameters))
    return parameters
  }

  /// Ends the region that was opened last.
  public mutating func closeRegion(yielding results: [Value]) -> Region {
    precondition(!open.isEmpty, "no region is open")
    var region = open.removeLast()
    region.results = results
    return region
  }

  /// Appends a scan of `inputs`, whose states start as `states` and whose region was just closed.
  public mutating func scan(
    _ inputs: [(sequence: Value, direction: Direction)], states: [Value], outputs: [Direction],
    region: Region, label: String? = nil, origin: Origin? = nil
  ) -> (finals: [Value], outputs: [Value]) {
    let scan = Scan(inputs: inputs.map(\.direction), states: states.count, outputs: outputs)
    let results = append(
      graph.makeNode(
        .scan(scan), inputs.map(\.sequence) + states, region: region, label: label, origin: origin)
    )
    return (Array(results.prefix(states.count)), Array(results.dropFirst(states.count)))
  }

  /// Appends a generation of a sequence of `type`, whose states start as `states` and whose region was
  /// just closed.
  public mutating func generate(
    _ generate: Generate, _ type: TensorType, states: [Value], region: Region,
    label: String? = nil, origin: Origin? = nil
  ) -> Value {
    append(
      graph.makeNode(
        .generate(generate), states, region: region, stated: [type], label: label, origin: origin)
    )[0]
  }

  /// Appends a finished node and returns its results.
  @discardableResult
  public mutating func append(_ node: Node) -> [Value] {
    if open.isEmpty {
      graph.body.nodes.append(node)
    } else {
      open[open.count - 1].nodes.append(node)
    }
    return node.results
  }

  private mutating func parameter(_ type: TensorType) -> Value {
    let value = graph.makeValue(type)
    graph.body.parameters.append(value)
    return value
  }
}
