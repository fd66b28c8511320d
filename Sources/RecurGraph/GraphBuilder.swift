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

  /// Appends a scan of `inputs`, whose states start as `states`.
  ///
  /// `body` is given the inputs' values at one step and the states, and yields the next states and the
  /// outputs at that step.
  public mutating func scan(
    _ inputs: [(Value, Direction)], states: [Value], outputs: [Direction], label: String? = nil,
    origin: Origin? = nil,
    body: (inout GraphBuilder, _ inputs: [Value], _ states: [Value]) throws -> (
      next: [Value], outputs: [Value]
    )
  ) rethrows -> (finals: [Value], outputs: [Value]) {
    let region = try region(
      inputs.map { graph[$0.0].atOneStep } + states.map { graph[$0] }
    ) { builder, parameters in
      let steps = Array(parameters.prefix(inputs.count))
      let results = try body(&builder, steps, Array(parameters.dropFirst(inputs.count)))
      return results.next + results.outputs
    }
    let scan = Scan(inputs: inputs.map(\.1), states: states.count, outputs: outputs)
    let results = append(
      graph.makeNode(
        .scan(scan), inputs.map(\.0) + states, region: region, label: label, origin: origin))
    return (Array(results.prefix(states.count)), Array(results.dropFirst(states.count)))
  }

  /// Appends a generation of tokens out of `count`, whose length is named `length`.
  ///
  /// `body` is given the previous token and the states, and yields the token and the next states.
  public mutating func generate(
    _ generate: Generate, tokens count: Int, length: String, states: [Value],
    label: String? = nil, origin: Origin? = nil,
    body: (inout GraphBuilder, _ previous: Value, _ states: [Value]) throws -> (
      token: Value, next: [Value]
    )
  ) rethrows -> Value {
    let region = try region(
      [.token(count)] + states.map { graph[$0] }
    ) { builder, parameters in
      let results = try body(&builder, parameters[0], Array(parameters.dropFirst()))
      return [results.token] + results.next
    }
    let type = TensorType.token(count).over(.variable(length))
    return append(
      graph.makeNode(
        .generate(generate), states, region: region, stated: [type], label: label, origin: origin)
    )[0]
  }

  /// Appends a kernel whose results `body` yields.
  public mutating func kernel(
    extent: Int, label: String? = nil, body: (inout GraphBuilder) throws -> [Value]
  ) rethrows -> [Value] {
    let region = try region([]) { builder, _ in try body(&builder) }
    return append(graph.makeNode(.kernel(extent: extent), [], region: region, label: label))
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

  private mutating func region(
    _ parameters: [TensorType], body: (inout GraphBuilder, [Value]) throws -> [Value]
  ) rethrows -> Region {
    open.append(Region(parameters: parameters.map { graph.makeValue($0) }))
    let depth = open.count
    let results = try body(&self, open[depth - 1].parameters)
    var region = open.removeLast()
    region.results = results
    return region
  }
}
