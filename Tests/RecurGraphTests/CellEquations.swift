import RecurGraph
import RecurTestSupport

/// The equations of a cell as graph nodes, written by hand.
struct CellEquations: Sendable {
  /// The names of the states.
  let states: [String]
  /// The next states from the input, the states, and the weights by name.
  let step: @Sendable (inout GraphBuilder, Value, [Value], [String: Value]) -> [Value]

  static let table: [String: CellEquations] = [
    "RNN": CellEquations(states: ["h"]) { b, x, s, w in
      [b.unary(.tanh, b.affine("", x, s[0], w))]
    },
    "RNNRelu": CellEquations(states: ["h"]) { b, x, s, w in
      [b.binary(.maximum, b.affine("", x, s[0], w), b.constant(0, .real()))]
    },
    "LSTM": CellEquations(states: ["h", "c"]) { b, x, s, w in
      let i = b.unary(.sigmoid, b.affine("i", x, s[0], w))
      let f = b.unary(.sigmoid, b.affine("f", x, s[0], w))
      let g = b.unary(.tanh, b.affine("g", x, s[0], w))
      let o = b.unary(.sigmoid, b.affine("o", x, s[0], w))
      let c = b.binary(.add, b.binary(.multiply, f, s[1]), b.binary(.multiply, i, g))
      return [b.binary(.multiply, o, b.unary(.tanh, c)), c]
    },
    "GRU": CellEquations(states: ["h"]) { b, x, s, w in
      let z = b.unary(.sigmoid, b.affine("z", x, s[0], w))
      let r = b.unary(.sigmoid, b.affine("r", x, s[0], w))
      let n = b.unary(.tanh, b.affine("n", x, b.binary(.multiply, r, s[0]), w))
      return [b.blend(z, s[0], n)]
    },
    "GRUResetAfter": CellEquations(states: ["h"]) { b, x, s, w in
      let z = b.unary(.sigmoid, b.affine("z", x, s[0], w))
      let r = b.unary(.sigmoid, b.affine("r", x, s[0], w))
      let recurrent = b.binary(.add, b.append(.product, [w["Un"]!, s[0]]), w["cn"]!)
      let input = b.binary(.add, b.append(.product, [w["Wn"]!, x]), w["bn"]!)
      let n = b.unary(.tanh, b.binary(.add, input, b.binary(.multiply, r, recurrent)))
      return [b.blend(z, s[0], n)]
    },
  ]

  /// A graph of the sequences and states of `recorded`, with one scan for each of its directions.
  static func graph(of recorded: RecordedCells.Case) -> Graph {
    var cell = recorded.name
    var directions: [(prefix: String, suffix: String, direction: Direction)] = [
      ("h.", "", .forward)
    ]
    if cell.hasSuffix("Reverse") {
      cell.removeLast(7)
      directions = [("h.", "", .backward)]
    } else if cell.hasSuffix("Bidirectional") {
      cell.removeLast(13)
      directions = [
        ("h.forward.", "_forward", .forward), ("h.backward.", "_backward", .backward),
      ]
    }
    let equations = table[cell]!
    var builder = GraphBuilder(name: recorded.name)
    var inputs: [String: Value] = [:]
    for (name, tensor) in recorded.inputTensors.sorted(by: { $0.key < $1.key }) {
      let isSequence = name == "x"
      let type = TensorType(
        shape: Array(tensor.shape.dropFirst(isSequence ? 1 : 0)),
        length: isSequence ? .variable("x") : nil)
      inputs[name] = builder.input(Input(name: name), type)
    }
    var weights: [String: Value] = [:]
    for (path, tensor) in recorded.weightTensors.sorted(by: { $0.key < $1.key }) {
      weights[path] = builder.weight(Weight(path: path), TensorType(shape: tensor.shape))
    }
    var outputs: [Value] = []
    for (prefix, suffix, direction) in directions {
      let own = weights.filter { $0.key.hasPrefix(prefix) }
      let named = Dictionary(
        uniqueKeysWithValues: own.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
      let states = equations.states.map { state in
        inputs["initial_\(state)"] ?? builder.constant(0, .real(4))
      }
      let x = inputs["x"]!
      let parameters = builder.openRegion(
        [builder[x].atOneStep] + states.map { builder[$0] })
      let next = equations.step(&builder, parameters[0], Array(parameters.dropFirst()), named)
      let region = builder.closeRegion(yielding: next + [next[0]])
      let made = builder.scan(
        [(x, direction)], states: states, outputs: [direction], region: region)
      outputs += made.outputs
      for (state, value) in zip(equations.states, made.finals) {
        builder.output(Output(name: "final_\(state)\(suffix)"), value)
      }
    }
    let y = outputs.count == 1 ? outputs[0] : builder.append(.concatenate, outputs)
    builder.output(Output(name: "y"), y)
    return builder.graph
  }
}

extension GraphBuilder {
  fileprivate mutating func unary(_ function: ElementwiseFunction, _ a: Value) -> Value {
    append(.elementwise(function), [a])
  }

  fileprivate mutating func binary(
    _ function: ElementwiseFunction, _ a: Value, _ b: Value
  ) -> Value {
    append(.elementwise(function), [a, b])
  }

  /// W x + U h + b of one gate.
  fileprivate mutating func affine(
    _ gate: String, _ x: Value, _ h: Value, _ weights: [String: Value]
  ) -> Value {
    let input = append(.product, [weights["W" + gate]!, x])
    let recurrent = append(.product, [weights["U" + gate]!, h])
    return binary(.add, binary(.add, input, recurrent), weights["b" + gate]!)
  }

  /// (1 - z) n + z h.
  fileprivate mutating func blend(_ z: Value, _ h: Value, _ n: Value) -> Value {
    let one = constant(1, .real())
    let kept = binary(.multiply, z, h)
    return binary(.add, binary(.multiply, binary(.subtract, one, z), n), kept)
  }
}
