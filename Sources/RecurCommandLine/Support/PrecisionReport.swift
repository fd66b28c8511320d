import Foundation
import RecurBinary
import RecurCompiler
import RecurGraph
import RecurWeights

/// How far the values of a model at a precision are from those at full precision, layer by layer.
///
/// Both are the reference interpreter's. The error of a layer holds that of the layers in front of it. A
/// generated sequence is compared for as long as both have gone on from the same tokens.
struct PrecisionReport {
  private let model: CompiledModel
  private let precision: Precision
  private let layers: [GraphLayer]
  private let full: Interpreter
  private let reduced: Interpreter
  /// The errors of each layer.
  private var errors: [Errors]
  /// The errors of each output of real numbers.
  private var outputErrors: [String: Errors] = [:]
  /// The tokens of each output of tokens, and how many of them differ.
  private var tokens: [String: (count: Int, different: Int)] = [:]

  /// Compares the answers of `model` to the inputs in a file.
  init(
    _ model: CompiledModel, weights: String, input: String, at precision: Precision
  ) throws {
    self.model = model
    self.precision = precision
    layers = model.lowered.layers
    errors = layers.map { _ in Errors() }
    let binding = try WeightBinding(
      model.signature.parameters, in: try TensorFile.weights(weights))
    full = try Interpreter(model, binding, .f32)
    reduced = try Interpreter(model, binding, precision)
    let inputs = try TensorFile.read(input, inputs: model.signature.inputs)
    let rows: [[String: HostTensor]]
    do throws(RecurFault) {
      rows = try TensorAnswerer(model.signature) { _ in [:] }.rows(inputs)
    } catch {
      throw error.about("'\(input)'")
    }
    for row in rows { try compare(try model.signature.tensors(row)) }
  }

  /// The table.
  var lines: [String] {
    var table = TextTable()
    table.add("", "values", "greatest", "RMS", "of RMS")
    for (layer, error) in zip(layers, errors) { table.add(layer.name, error) }
    for output in model.signature.outputs {
      if let error = outputErrors[output.name] { table.add("output \(output.name)", error) }
      guard let (count, different) = tokens[output.name] else { continue }
      table.add("output \(output.name)", "\(count) tokens", "\(different) differ")
    }
    return ["model \(model.name)", "", "error at \(precision)"] + table.lines
  }

  private mutating func compare(_ inputs: [String: Tensor]) throws {
    let traced = Set(layers.map(\.value) + layers.compactMap(\.previous))
    let exact = try full.trace(inputs, of: traced)
    let rounded = try reduced.trace(inputs, of: traced)
    for (index, layer) in layers.enumerated() {
      let pairs = zip(exact.values[layer.value]!, rounded.values[layer.value]!)
      var count = exact.values[layer.value]!.count
      if let previous = layer.previous {
        let steps = exact.values[previous]!
        let equal = zip(steps, rounded.values[previous]!).prefix { $0 == $1 }.count
        count = count / max(steps.count, 1) * equal
      }
      for (a, b) in pairs.prefix(count) { errors[index].add(a, b) }
    }
    for output in model.signature.outputs {
      guard let a = exact.outputs[output.name], let b = rounded.outputs[output.name] else {
        continue
      }
      if output.tokens == nil {
        outputErrors[output.name, default: Errors()].add(a, b)
      } else {
        let most = max(a.elements.count, b.elements.count)
        let equal = zip(a.elements, b.elements).count { $0 == $1 }
        tokens[output.name, default: (0, 0)].count += most
        tokens[output.name]!.different += most - equal
      }
    }
  }
}

/// The differences between two series of values.
private struct Errors {
  var count = 0
  var greatest = 0.0
  var squares = 0.0
  var valueSquares = 0.0

  mutating func add(_ exact: Tensor, _ rounded: Tensor) {
    for (a, b) in zip(exact.elements, rounded.elements) {
      count += 1
      // What is not a number in both is no error, in one it is, and nothing is greater.
      let error = a == b || (a.isNaN && b.isNaN) ? 0 : abs(a - b)
      if error.isNaN || error > greatest { greatest = error }
      squares += error * error
      valueSquares += a * a
    }
  }
}

extension TextTable {
  fileprivate mutating func add(_ name: String, _ errors: Errors) {
    let count = Double(max(errors.count, 1))
    let share = errors.valueSquares > 0 ? (errors.squares / errors.valueSquares).squareRoot() : 0
    add(
      name, Quantity.grouped(errors.count), String(format: "%.1e", errors.greatest),
      String(format: "%.1e", (errors.squares / count).squareRoot()),
      String(format: "%.2f%%", 100 * share))
  }
}
