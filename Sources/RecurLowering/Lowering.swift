import RecurGraph
import RecurLanguage

/// One model on its way from typed model to graph.
struct Lowering {
  /// The graph written so far.
  var builder: GraphBuilder

  /// The values of the trained tensors, by the number of their `WeightID`.
  private let weights: [Value]

  /// The path of the cell whose state it is, by the value of the state in front of a step of a scan.
  private(set) var stateCells: [Value: String] = [:]

  /// The values of the variables defined so far.
  private var variables: [VariableID: Value] = [:]

  /// Declares the inputs of `model`, then `targets` and the masks of `dropouts`, and the weights.
  init(_ model: TypedModel, targets: [TypedInput] = [], dropouts: [Dropout] = []) {
    var builder = GraphBuilder(name: model.name)
    for input in model.inputs + targets {
      let interface = Input(
        name: input.name, documentation: input.documentation,
        vocabulary: input.vocabulary.map(Vocabulary.init))
      variables[input.variable.id] = builder.input(interface, TensorType(input.variable.type))
    }
    for (index, dropout) in dropouts.enumerated() {
      variables[dropout.mask] = builder.input(
        Input(name: "dropout.\(index + 1)"), TensorType(dropout.type))
    }
    weights = model.weights.map { weight in
      builder.weight(Weight(weight), TensorType(shape: weight.shape))
    }
    self.builder = builder
  }

  /// The value that a variable stands for.
  subscript(id: VariableID) -> Value {
    guard let value = variables[id] else {
      preconditionFailure("variable \(id.number) is used before its definition")
    }
    return value
  }

  /// The value that a variable stands for, if it does for any.
  func value(of id: VariableID) -> Value? { variables[id] }

  /// The value of a trained tensor.
  subscript(id: WeightID) -> Value { weights[id.number] }

  /// Makes `variable` stand for `value`.
  mutating func define(_ variable: TypedVariable, _ value: Value) {
    precondition(
      builder[value] == TensorType(variable.type),
      "\(variable.label ?? "a value") at \(variable.span.start.line) is not what its type says")
    variables[variable.id] = value
  }

  /// Makes a variable stand for `value`, whatever it was.
  mutating func define(_ id: VariableID, _ value: Value) { variables[id] = value }

  /// Makes the variables stand for nothing; returns what those stood for that did.
  mutating func hide(_ ids: [VariableID]) -> [VariableID: Value] {
    ids.reduce(into: [:]) { hidden, id in
      if let value = variables.removeValue(forKey: id) { hidden[id] = value }
    }
  }

  /// Makes the variables of `states` stand for `values`, which they are in front of a step.
  mutating func define(_ states: [TypedState], _ values: some Sequence<Value>) {
    for (state, value) in zip(states, values) {
      define(state.previous, value)
      stateCells[value] = state.cell
    }
  }

  /// Makes the variable of `output` the next answer of the graph.
  mutating func lower(_ output: TypedOutput) {
    let interface = Output(
      name: output.name, documentation: output.documentation,
      vocabulary: output.vocabulary.map(Vocabulary.init))
    builder.output(interface, self[output.variable])
  }
}
