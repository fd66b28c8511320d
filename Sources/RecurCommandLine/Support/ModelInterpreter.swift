import RecurCompiler
import RecurGraph
import RecurWeights

extension Interpreter {
  /// The interpreter of a model's graph before any pass.
  init(_ model: CompiledModel, _ weights: WeightBinding, _ precision: Precision) throws {
    try self.init(model.lowered, weights: try model.tensors(weights), precision: precision)
  }
}

extension CompiledModel {
  /// Weights as the interpreter takes them.
  func tensors(_ weights: WeightBinding) throws -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for parameter in signature.parameters {
      let floats = try weights.floats(parameter.path, parameter.shape)
      tensors[parameter.path] = Tensor(shape: parameter.shape, elements: floats.map(Double.init))
    }
    return tensors
  }
}

extension ModelSignature {
  /// Checked inputs as the interpreter takes them.
  func tensors(_ inputs: [String: HostTensor]) throws -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for input in self.inputs {
      guard let given = inputs[input.name] else { continue }
      let elements =
        input.tokens == nil
        ? try given.floats().map(Double.init) : try given.integers().map(Double.init)
      tensors[input.name] = Tensor(shape: given.shape, elements: elements)
    }
    return tensors
  }
}
