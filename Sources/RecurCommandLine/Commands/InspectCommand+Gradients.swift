import RecurBinary
import RecurCompiler
import RecurGraph
import RecurTraining
import RecurWeights

extension Option {
  static let gradients = Option(
    name: "gradients", value: "file",
    help: """
      Draw there, as .svg, how strongly the loss of each model that has a 'train' block depends on the \
      states of its cells after each time step.
      """)
  static let timeSteps = Option(
    name: "steps", value: "number", help: "With '--gradients': the time steps of random inputs.")
}

extension Invocation {
  /// Where gradients are to be drawn, if they are.
  func gradientsOutput() throws -> String? {
    guard let output = self[.gradients] else {
      if let option = [Option.timeSteps, .seed].first(where: has) {
        throw fault("'\(option.spelling)' goes with '\(Option.gradients.spelling)'")
      }
      return nil
    }
    guard output.hasSuffix(".svg") else {
      throw RecurFault("cannot draw to '\(output)': expected a .svg file")
    }
    try checkOutput(output)
    return output
  }
}

/// Draws the gradients by states of the models that are trained, and prints their norms.
func drawGradients(
  _ invocation: Invocation, _ spec: CompiledSpec, _ path: String, to output: String,
  _ console: Console
) throws {
  let steps = try invocation.integer(.timeSteps, in: 1...100_000, standard: 200)
  let seed = try invocation.integer(.seed, in: 0...Int.max, standard: 0)
  let models =
    invocation.has(.model) ? [try Specs.model(invocation[.model], in: spec, path)] : spec.models
  let trained = models.compactMap { model in model.training.map { (model: model, training: $0) } }
  guard !trained.isEmpty else {
    throw RecurFault(
      "nothing in '\(path)' says in a 'train' block what it is trained for, so there is no loss")
  }
  if trained.count > 1, let option = [Option.weights, .input].first(where: invocation.has) {
    throw invocation.fault(
      "'\(option.spelling)' is for one model: choose one of "
        + "\(trained.map(\.model.name).joined(separator: ", ")) with '--model <name>'")
  }
  var reports: [GradientReport] = []
  for (model, training) in trained {
    let report = try GradientReport(
      model, training, weights: try model.weights(invocation[.weights], seed: UInt64(seed)),
      example: try training.example(invocation[.input], of: model, steps: steps))
    guard !report.layers.isEmpty else {
      throw RecurFault("the loss of '\(model.name)' depends on no state of a cell")
    }
    reports.append(report)
  }
  try AtomicFile.write([Array(Chart(reports).svg.utf8)], to: output)
  for (index, report) in reports.enumerated() {
    if index > 0 { try console.print() }
    for line in report.lines { try console.print(line) }
  }
}

extension CompiledModel {
  /// The weights in a file, or random ones.
  fileprivate func weights(_ path: String?, seed: UInt64) throws -> [String: Tensor] {
    guard let path else {
      return try RandomWeights.tensors(of: lowered, seed: seed).mapValues {
        Tensor(shape: $0.shape, elements: try $0.floats().map(Double.init))
      }
    }
    return try tensors(WeightBinding(signature.parameters, in: try TensorFile.weights(path)), .f32)
  }
}

extension CompiledTraining {
  /// The inputs and targets in a file, or random ones, those of targets from 0 to 1.
  fileprivate func example(
    _ path: String?, of model: CompiledModel, steps: Int
  ) throws -> [String: Tensor] {
    let signature = ModelSignature(
      model: model.name, documentation: "", inputs: model.signature.inputs + targets, outputs: [],
      parameters: [])
    guard let path else {
      var tensors = try signature.tensors(RandomInputs.tensors(of: signature.inputs, steps: steps))
      for target in targets where target.tokens == nil {
        guard let tensor = tensors[target.name] else { continue }
        tensors[target.name] = Tensor(shape: tensor.shape, elements: tensor.elements.map(abs))
      }
      return tensors
    }
    let inputs = try TensorFile.read(path, inputs: signature.inputs)
    let rows: [[String: HostTensor]]
    do throws(RecurFault) {
      rows = try TensorAnswerer(signature) { _ in [:] }.rows(inputs)
      guard rows.count == 1 else {
        throw RecurFault("gradients are drawn of one example; there are \(rows.count)")
      }
    } catch {
      throw error.about("'\(path)'")
    }
    return try signature.tensors(rows[0])
  }
}
