import Foundation
import RecurCompiler
import RecurGraph
import RecurWeights

/// What a shipped model must answer with random weights: the reference interpreter's word.
final class Oracle: Sendable {
  /// An input and what the interpreter makes of it.
  struct Example: Sendable {
    let input: Values
    /// The time steps of the input.
    let steps: Int
    let expected: [Double]
  }

  /// What the model takes, gives and holds.
  let signature: ModelSignature
  /// Its weights, by path.
  let weights: [String: [Float]]
  /// Inputs, of several lengths where the caller chooses it.
  let examples: [Example]

  /// The oracles of all shipped models, by name.
  static let all = Result {
    try specs.get().flatMap(\.models).reduce(into: [:]) { $0[$1.name] = try Oracle($1) }
  }

  /// The shipped specs, compiled.
  static let specs = Result {
    try Repository.shippedSpecs().map { try compile(specAt: $0.path(percentEncoded: false)) }
  }

  private init(_ model: CompiledModel) throws {
    signature = model.signature
    var random = Random(model.name)
    let weights = signature.parameters.reduce(into: [String: [Float]]()) { weights, parameter in
      // Products stay about 1, where activations are neither linear nor saturated.
      let fan = parameter.isBias ? 16 : Float(parameter.shape.last ?? 1)
      weights[parameter.path] = random.numbers(
        parameter.shape.reduce(1, *), bound: 3 / fan.squareRoot())
    }
    let tensors = signature.parameters.reduce(into: [String: Tensor]()) {
      $0[$1.path] = Tensor(shape: $1.shape, elements: weights[$1.path]!.map { Double($0) })
    }
    self.weights = weights
    let interpreter = try Interpreter(model.lowered, weights: tensors)
    let input = signature.inputs[0]
    let lengths =
      input.isSequence && input.length == nil
      ? [1, 2, 7, 19] : [Int](repeating: input.length ?? 1, count: 4)
    examples = try lengths.map { steps in
      let count = input.count(steps: steps)
      let values =
        input.tokens.map { Values(tokens: random.tokens(count, outOf: $0)) }
        ?? Values(numbers: random.numbers(count, bound: 1))
      let shape = (input.isSequence ? [steps] : []) + input.shape
      let answers = try interpreter.evaluate([
        input.name: Tensor(shape: shape, elements: values.exact)
      ])
      return Example(input: values, steps: steps, expected: answers.values.first!.elements)
    }
  }

  /// The elements of a parameter.
  func tensor(_ path: String, _ shape: [Int]) throws -> [Float] {
    guard let values = weights[path], values.count == shape.reduce(1, *) else {
      throw UnknownParameter(path: path, shape: shape)
    }
    return values
  }

  /// A parameter that the emitted model asks for and the compiler does not list.
  struct UnknownParameter: Error {
    let path: String
    let shape: [Int]
  }
}
