import Foundation
import RecurCompiler
import RecurGraph
import RecurLanguage
import RecurPasses
import RecurWeights

/// How strongly the loss of a model depends on the states of its cells after each time step, and on its
/// weights: by the reference interpreter, for one example.
struct GradientReport {
  /// A use of a cell.
  struct Layer {
    /// Its parameter path.
    let name: String
    /// The Euclidean norm of the gradient of the loss by all its states together, after each time step.
    let norms: [Double]
  }

  /// The model's name.
  let model: String
  /// The weighted mean of the losses.
  let loss: Double
  /// In the order of the spec; those that have no influence on the loss, or no weight an influence on, are
  /// left out.
  let layers: [Layer]
  /// The norm of the gradient by all weights.
  let norm: Double
  /// What each clip of the spec leaves of it, in order.
  let clipped: [(clip: TrainingClip, norm: Double)]

  /// Differentiates the loss of `training` for an example.
  init(
    _ model: CompiledModel, _ training: CompiledTraining, weights: [String: Tensor],
    example: [String: Tensor]
  ) throws {
    let graph = try training.lowered.differentiated(
      training.lowered.body.results[0], byStates: true)
    let answers = try Interpreter(graph, weights: weights).evaluate(example)
    // What is trained for is the mean, the graph's loss is the sum.
    let count = answers["weight"]!.elements[0]
    guard count > 0 else {
      throw RecurFault(
        "the weights of the loss of '\(model.name)' sum to \(Quantity.short(count)) for this example"
      )
    }
    func gradient(_ name: String) -> Tensor? {
      answers["gradient.\(name)"].map { tensor in
        Tensor(shape: tensor.shape, elements: tensor.elements.map { $0 / count })
      }
    }
    self.model = model.name
    loss = answers["loss"]!.elements[0] / count

    var names: [String] = []
    var steps: [String: [[Double]]] = [:]
    for (state, cell) in training.stateCells.sorted(by: { $0.key < $1.key }) {
      guard let gradient = gradient("\(state.number)") else { continue }
      let width = gradient.shape.dropFirst().reduce(1, *)
      let own = stride(from: 0, to: gradient.elements.count, by: width).map {
        Array(gradient.elements[$0..<$0 + width])
      }
      if let known = steps[cell] {
        steps[cell] = zip(known, own).map { $0 + $1 }
      } else {
        names.append(cell)
        steps[cell] = own
      }
    }
    layers = names.map { Layer(name: $0, norms: steps[$0]!.map(euclideanNorm)) }

    var gradients = graph.weights.compactMap { gradient($0.path)?.elements }
    norm = euclideanNorm(gradients.flatMap(\.self))
    clipped = training.settings.clips.map { clip in
      clip.apply(to: &gradients)
      return (clip, euclideanNorm(gradients.flatMap(\.self)))
    }
  }

  /// The tables.
  var lines: [String] {
    var states = TextTable()
    states.add("gradient by state", "steps", "first", "middle", "last", "first / last")
    for layer in layers {
      let norms = layer.norms
      guard let first = norms.first, let last = norms.last else { continue }
      states.add(
        layer.name, "\(norms.count)", Self.text(first), Self.text(norms[norms.count / 2]),
        Self.text(last), Self.text(first / last))
    }
    var weights = TextTable()
    weights.add("gradient by weights", Self.text(norm))
    for (clip, norm) in clipped { weights.add("after \(clip)", Self.text(norm)) }
    return ["model \(model), loss \(String(format: "%.3g", loss))", ""] + states.lines + [""]
      + weights.lines
  }

  private static func text(_ number: Double) -> String { String(format: "%.1e", number) }
}

extension TrainingClip {
  /// Brings gradients within the limit, as emitted trainers do.
  func apply(to gradients: inout [[Double]]) {
    func factor(_ norm: Double) -> Double { min(1, limit / (norm + 1e-6)) }
    switch kind {
    case .value:
      gradients = gradients.map { $0.map { min(max($0, -limit), limit) } }
    case .norm:
      let factor = factor(euclideanNorm(gradients.flatMap(\.self)))
      gradients = gradients.map { $0.map { $0 * factor } }
    case .each:
      gradients = gradients.map { gradient in
        let factor = factor(euclideanNorm(gradient))
        return gradient.map { $0 * factor }
      }
    }
  }
}

/// The root of the sum of the squares, which may be more or less than numbers hold.
func euclideanNorm(_ numbers: [Double]) -> Double {
  let greatest = numbers.reduce(0) { max($0, abs($1)) }
  guard greatest > 0, greatest.isFinite else {
    return numbers.contains(where: \.isNaN) ? .nan : greatest
  }
  return greatest * numbers.reduce(0) { $0 + ($1 / greatest) * ($1 / greatest) }.squareRoot()
}
