/// The reference interpreter: the naive evaluation of a graph in `Double`.
///
/// It is what every other evaluation is compared to, so it does nothing clever: each node is computed
/// when it is met, one time step after the other, by the formula that `Graph` gives for it.
///
/// At a precision less than single, the operands of products are rounded to the numbers that emitted
/// code multiplies; all arithmetic is in `Double` still.
public struct Interpreter: Sendable {
  private let graph: Graph
  private var weights: [Tensor]
  private let precision: Precision

  /// Creates an interpreter of `graph` with the trained tensors, by path, and the precision of products.
  ///
  /// - Throws: a fault if the graph is ill-formed, or if a tensor is missing, has the wrong shape, or
  ///   is not a weight of the graph.
  public init(
    _ graph: Graph, weights: [String: Tensor], precision: Precision = .f32
  ) throws(InterpreterFault) {
    do { try graph.verify() } catch { throw InterpreterFault(error.description) }
    self.graph = graph
    self.precision = precision
    self.weights = []
    try bind(weights)
  }

  /// Takes other trained tensors, by path.
  ///
  /// - Throws: a fault if a tensor is missing, has the wrong shape, or is not a weight of the graph.
  public mutating func bind(_ weights: [String: Tensor]) throws(InterpreterFault) {
    self.weights = try Self.bind(
      weights, to: graph.weights.map(\.path), graph.weightValues.map { graph[$0] }, "weight")
  }

  /// The outputs, by name, for the inputs, by name. Time is the first axis of a sequence.
  ///
  /// - Throws: a fault if an input is missing, unknown, of the wrong shape, or holds what is not a
  ///   token of its type; or if an element of an empty sequence is asked for.
  public func evaluate(_ inputs: [String: Tensor]) throws(InterpreterFault) -> [String: Tensor] {
    try trace(inputs, of: []).outputs
  }

  /// The outputs, and what each of `values` was each time it was computed.
  ///
  /// - Throws: as `evaluate`.
  public func trace(
    _ inputs: [String: Tensor], of values: Set<Value>
  ) throws(InterpreterFault) -> (outputs: [String: Tensor], values: [Value: [Tensor]]) {
    let names = graph.inputs.map(\.name)
    let bound = try Self.bind(
      inputs, to: names, graph.inputValues.map { graph[$0] }, "input")
    var evaluation = Evaluation(graph: graph, precision: precision, traced: values)
    evaluation.define(graph.body.parameters, bound + weights)
    try evaluation.evaluate(graph.body.nodes)
    let results = graph.body.results.map { evaluation[$0] }
    let outputs = Dictionary(uniqueKeysWithValues: zip(graph.outputs.map(\.name), results))
    return (outputs, evaluation.traces)
  }

  /// The tensors in the order of `names`, once it is certain that they are as `types` say.
  private static func bind(
    _ tensors: [String: Tensor], to names: [String], _ types: [TensorType], _ what: String
  ) throws(InterpreterFault) -> [Tensor] {
    for name in tensors.keys.sorted() where !names.contains(name) {
      throw InterpreterFault("there is no \(what) '\(name)'")
    }
    var bound: [Tensor] = []
    var lengths: [String: (count: Int, name: String)] = [:]
    for (name, type) in zip(names, types) {
      guard let tensor = tensors[name] else {
        throw InterpreterFault("the \(what) '\(name)' is missing")
      }
      try check(tensor, type, "the \(what) '\(name)'")
      if case .variable(let length)? = type.length {
        if let other = lengths[length], other.count != tensor.shape[0] {
          throw InterpreterFault(
            "the \(what)s '\(other.name)' and '\(name)' have \(other.count) and "
              + "\(tensor.shape[0]) time steps")
        }
        lengths[length] = (tensor.shape[0], name)
      }
      bound.append(tensor)
    }
    return bound
  }

  private static func check(
    _ tensor: Tensor, _ type: TensorType, _ what: String
  ) throws(InterpreterFault) {
    var hasShape = tensor.shape == type.shape
    switch type.length {
    case nil: break
    case .fixed(let count)?: hasShape = tensor.shape == [count] + type.shape
    case .variable?:
      hasShape = !tensor.shape.isEmpty && Array(tensor.shape.dropFirst()) == type.shape
    }
    guard hasShape else {
      throw InterpreterFault("\(what) is \(type), not a tensor of shape \(tensor.shape)")
    }
    guard case .token(let count) = type.element else { return }
    for (position, number) in tensor.elements.enumerated() {
      guard let token = Int(exactly: number), token >= 0, token < count else {
        throw InterpreterFault(
          "\(what) holds \(Operation.text(number)) at position \(position), which is not a token "
            + "out of \(count)")
      }
    }
  }
}
