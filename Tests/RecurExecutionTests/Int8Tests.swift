import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurTestSupport
import RecurWeights
import Testing

/// Products of matrices in 8 bits are the same bits on every target, whatever instructions it has, and
/// those that the interpreter gives but for the last roundings.
@Suite struct Int8Tests {
  /// Layers and nothing else, of depths and extents that fill no word, vector or tile, some that do, and the
  /// greatest depth.
  static let spec = """
    model Layers {
      input x: [131]
      input z: sequence of [7]
      output a: [37] = dense(x, 37)
      output b: sequence of [5] = dense(z, 5)
      output c: sequence of [64] = dense(z, 64)
    }
    model Small {
      input x: sequence of [3]
      output y: sequence of [2] = dense(x, 2)
    }
    model Deepest {
      input x: [65536]
      output y: [1] = dense(x, 1)
    }

    """

  /// What is done to the numbers of every input, and of matrices, which must be finite, before the models
  /// see them.
  enum Case: String, CaseIterable {
    case asTheyAre
    /// Each vector and row has one element that makes all others small.
    case outliers
    case zeros
    /// Less than what counts as other than zero.
    case tiny
    /// All products are the greatest there are.
    case greatest
    /// All weights are the greatest there are, and vectors' numbers on both sides of zero.
    case bothSides
    case positive
    case negative
    /// Finite, in a range that is not; the matrices are small instead.
    case huge
    case infinity
    case negativeInfinity
    case notANumber
    /// With the sign bit, as x86 makes it.
    case negativeNotANumber

    var isFinite: Bool {
      switch self {
      case .infinity, .negativeInfinity, .notANumber, .negativeNotANumber: false
      default: true
      }
    }

    /// The tensor of a matrix.
    func applyToMatrix(_ matrix: Tensor) -> Tensor {
      switch self {
      case .bothSides: Tensor(shape: matrix.shape, repeating: 1)
      case .huge: Tensor(shape: matrix.shape, elements: matrix.elements.map { $0 * 0x1p-90 })
      default: isFinite ? apply(matrix) : matrix
      }
    }

    /// The tensor, of which one row in three is changed, and a vector always.
    func apply(_ tensor: Tensor) -> Tensor {
      var result = tensor
      let width = max(tensor.shape.last ?? 1, 1)
      for index in result.elements.indices where index / width % 3 == 0 {
        let isFirst = index % width == 0
        switch self {
        case .asTheyAre: break
        case .outliers: result.elements[index] *= isFirst ? 1024 : 1
        case .zeros: result.elements[index] = 0
        case .tiny: result.elements[index] *= 0x1p-104
        case .greatest: result.elements[index] = 1
        case .bothSides: result.elements[index] = index % 4 == 0 ? -1 : 1
        case .positive: result.elements[index] = abs(result.elements[index])
        case .negative: result.elements[index] = -abs(result.elements[index])
        case .huge: result.elements[index] *= 0x1.fp127
        case .infinity where isFirst: result.elements[index] = .infinity
        case .negativeInfinity where isFirst: result.elements[index] = -.infinity
        case .notANumber where isFirst: result.elements[index] = .nan
        case .negativeNotANumber where isFirst: result.elements[index] = -.nan
        case .infinity, .negativeInfinity, .notANumber, .negativeNotANumber: break
        }
      }
      return result
    }
  }

  @Test func answersDoNotDependOnTheTarget() throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "recur-\(UUID().uuidString).recur")
    try Self.spec.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let spec = try compile(specAt: file.path(percentEncoded: false), precision: .int8)
    let targets = HostTargets.names(for: .int8)
    let built = try targets.map { name in
      let target = try #require(TargetDescription.named(name))
      return try BuiltModels([spec], EmissionOptions(target: target, precision: .int8))
    }
    for model in spec.models {
      for (round, change) in Case.allCases.enumerated() {
        var random = SplitMix(seed: UInt64(round))
        let weights = random.weights(of: model.lowered)
          .mapValues { $0.shape.count > 1 ? change.applyToMatrix($0) : $0 }
        let inputs = random.inputs(of: model.lowered, steps: 7).mapValues(change.apply)
        let expected = try Interpreter(model.lowered, weights: weights, precision: .int8)
          .evaluate(inputs)
        let answers = try built.map { try $0.answer(model, weights: weights, inputs: inputs) }
        for (name, tensor) in expected {
          let place = "\(model.name).\(name), \(change)"
          let numbers = try answers.map { try #require($0[name]).numbers() }
          for (number, exact) in zip(numbers[0], tensor.elements) {
            // The product of the scales, that with the sum and the bias are rounded.
            let bound = 4 * 0x1p-24 * (abs(exact) + 1)
            let agrees = exact.isNaN ? number.isNaN : abs(number - exact) <= bound
            #expect(agrees, "\(place): \(number), not \(exact)")
          }
          for (target, others) in zip(targets, numbers).dropFirst() {
            let agree = zip(others, numbers[0]).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
            #expect(agree, "\(place): \(target) differs from \(targets[0])")
          }
        }
      }
    }
  }
}
