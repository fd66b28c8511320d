import RecurGraph
import RecurPasses
import RecurTestSupport

/// The gradients of a graph by the interpreter beside central differences, in `Double`.
///
/// The loss is what the graph calls `loss`, or the sum of the squares of all numbers that it answers.
public struct CentralDifferences {
  /// The graph, with its loss.
  private let graph: Graph
  private let loss: Value
  private let inputs: [String: Tensor]
  private let weights: [String: Tensor]
  private let interpreter: Interpreter

  /// The relative error of gradients from 1e-3 on, of smaller ones that of 1e-3: a difference over steps of
  /// 1e-5 is off by about 1e-10 of the third derivative, and by the rounding of the loss over the step.
  static let tolerance = 1e-6

  /// Takes random weights, and inputs of four steps. Weights that stay as they are in training are looked at, too.
  ///
  /// - Throws: what the interpreter throws.
  public init(_ graph: Graph, seed: UInt64) throws {
    var graph = graph
    for index in graph.weights.indices where graph.weights[index].isFixed {
      graph.weights[index].start = nil
    }
    var random = SplitMix(seed: seed)
    inputs = random.inputs(of: graph, steps: 4)
    weights = random.weights(of: graph)
    let position = graph.outputs.firstIndex { $0.name == "loss" }
    (self.graph, loss) =
      position.map { (graph, graph.body.results[$0]) } ?? graph.withSumOfSquares
    interpreter = try Interpreter(self.graph, weights: weights)
  }

  /// What is wrong, of large weights with every few elements, about `samples` of them, and how many elements were found right that
  /// are not all but 0; nothing is said of elements near which the loss steps or bends.
  ///
  /// - Throws: `NotDifferentiable`, or what the interpreter throws.
  public func compare(samples: Int = 8) throws -> (faults: [String], right: Int) {
    let gradients = try graph.differentiated(loss)
    try gradients.verify()
    let found = try Interpreter(gradients, weights: weights).evaluate(inputs)
    var faults: [String] = []
    var right = 0
    for weight in graph.weights {
      guard let gradient = found["gradient.\(weight.path)"],
        gradient.shape == weights[weight.path]!.shape
      else {
        faults.append("'\(weight.path)' has no gradient of its shape")
        continue
      }
      let count = gradient.elements.count
      for index in stride(from: 0, to: count, by: max(1, count / samples)) {
        let difference = try difference(weight.path, index, step: 1e-5)
        let bound = Self.tolerance * max(1e-3, abs(difference))
        if abs(difference - gradient.elements[index]) <= bound {
          if abs(difference) > 1e-3 { right += 1 }
          continue
        }
        // Where the loss is smooth, other steps give the same.
        let other = try self.difference(weight.path, index, step: 2e-5)
        guard abs(difference - other) <= 100 * bound else { continue }
        faults.append(
          "the gradient by \(weight.path)[\(index)] is \(gradient.elements[index]), not \(difference)"
        )
      }
    }
    return (faults, right)
  }

  private func difference(_ path: String, _ index: Int, step: Double) throws -> Double {
    func value(_ change: Double) throws -> Double {
      var weights = weights
      weights[path]!.elements[index] += change
      var interpreter = interpreter
      try interpreter.bind(weights)
      return try interpreter.evaluate(inputs)["loss"]!.elements[0]
    }
    return try (value(step) - value(-step)) / (2 * step)
  }
}

extension Graph {
  /// The graph with one answer more, `loss`: the sum of the squares of all its numbers.
  fileprivate var withSumOfSquares: (graph: Graph, loss: Value) {
    var graph = self
    func append(_ node: Node) -> Value {
      graph.body.nodes.append(node)
      return node.result
    }
    var loss = append(graph.makeNode(.constant(0), [], stated: [.real()]))
    for result in body.results where self[result].element == .real {
      var square = append(graph.makeNode(.elementwise(.multiply), [result, result]))
      if self[result].shape.count == 2 {
        let ones = append(
          graph.makeNode(.constant(1), [], stated: [.real(self[result].shape[1])]))
        square = append(graph.makeNode(.product, [square, ones]))
      }
      if !self[result].shape.isEmpty {
        square = append(graph.makeNode(.reduce(.sum), [square]))
      }
      square = append(graph.makeNode(.gradient(.total), [square]))
      loss = append(graph.makeNode(.elementwise(.add), [loss, square]))
    }
    graph.outputs.append(Output(name: "loss"))
    graph.body.results.append(loss)
    return (graph, loss)
  }
}

extension Graph {
  /// The graph of the sum of the squares of all numbers that this one answers, and of how many time steps its
  /// first input has.
  public var ofSquares: Graph {
    var (graph, loss) = withSumOfSquares
    let one = graph.makeNode(.constant(1), [], stated: [.real()])
    let each = graph.makeNode(.gradient(.spread), [one.result, inputValues[0]])
    let total = graph.makeNode(.gradient(.total), [each.result])
    graph.body.nodes += [one, each, total]
    graph.outputs = [Output(name: "loss"), Output(name: "weight")]
    graph.body.results = [loss, total.result]
    return graph
  }
}
