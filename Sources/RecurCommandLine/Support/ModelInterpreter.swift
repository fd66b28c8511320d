import RecurCompiler
import RecurGraph
import RecurWeights

extension Interpreter {
  /// The interpreter of a model's graph before any pass.
  init(_ model: CompiledModel, _ weights: WeightBinding, _ precision: Precision) throws {
    try self.init(
      model.lowered, weights: try model.tensors(weights, precision), precision: precision)
  }
}

extension CompiledModel {
  /// Weights as the interpreter takes them: those that a model at `precision` has.
  func tensors(
    _ weights: WeightBinding, _ precision: Precision
  ) throws -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for parameter in signature.parameters {
      let (path, shape) = (parameter.path, parameter.shape)
      let elements =
        precision == .f64
        ? try weights.doubles(path, shape) : try weights.floats(path, shape).map(Double.init)
      tensors[path] = Tensor(shape: shape, elements: elements)
    }
    return tensors
  }
}

extension ModelSignature {
  /// Checked inputs as the interpreter takes them: those that a model at `precision` sees.
  func tensors(
    _ inputs: [String: HostTensor], _ precision: Precision = .f32
  ) throws -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for input in self.inputs {
      guard let given = inputs[input.name] else { continue }
      let elements =
        input.tokens == nil
        ? precision == .f64 ? try given.doubles() : try given.floats().map(Double.init)
        : try given.integers().map(Double.init)
      tensors[input.name] = Tensor(shape: given.shape, elements: elements)
    }
    return tensors
  }
}
