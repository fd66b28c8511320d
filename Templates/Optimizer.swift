/// What makes a step of weights of the gradient by them, as emitted code does it: each in a file like those of
/// this folder that are called `Optimizer...`, and a row of `table`. What a spec may say of it is a row of
/// `TrainingMethod.optimizers`.
public struct Optimizer: Sendable {
  /// The name in specs and in emitted code.
  public let name: String
  /// How many numbers are kept from step to step for each weight, given what a spec says.
  public let slots: @Sendable ([String: Double]) -> Int
  /// The numbers that it takes of what a spec says beside the rate, in order.
  public let parameters: [String]
  /// The declaration of a function of weights, gradients, what is kept and these numbers, by vectors of
  /// `<#lanes#>` lanes, of which there is a whole number.
  let declaration: String

  /// Every optimizer, by name.
  public static let table: [String: Optimizer] = Dictionary(
    uniqueKeysWithValues: [.adam, .adamW, .sgd, .rmsProp, .adagrad].map { ($0.name, $0) })

  /// The declarations of optimizers and of what every step needs.
  public static func source(for optimizers: Set<String>, lanes: Int) -> String {
    ([shared] + optimizers.sorted().map { table[$0]!.declaration.fillingLanes(lanes) })
      .joined(separator: "\n\n")
  }

  /// The names of the functions beside the optimizers.
  public static let sharedNames = [
    "clampElements", "scaleElements", "squaresOfElements", "wholePower",
  ]

  private static let shared = #"""
    /// Brings `count` elements within `limit` either way.
    func clampElements(_ values: UnsafeMutablePointer<Float>, count: Int, limit: Float) {
      for i in 0..<count { values[i] = min(max(values[i], -limit), limit) }
    }

    /// Multiplies `count` elements with a number.
    func scaleElements(_ values: UnsafeMutablePointer<Float>, count: Int, by factor: Float) {
      for i in 0..<count { values[i] *= factor }
    }

    /// The sum of the squares of `count` elements.
    func squaresOfElements(_ values: UnsafePointer<Float>, count: Int) -> Double {
      var sums = SIMD8<Double>.zero
      let whole: Int = count / 8 &* 8
      for first in stride(from: 0, to: whole, by: 8) {
        let x = SIMD8<Double>(UnsafeRawPointer(values + first).loadUnaligned(as: SIMD8<Float>.self))
        sums += x * x
      }
      var sum: Double = sums.sum()
      for i in whole..<count { sum += Double(values[i]) * Double(values[i]) }
      return sum
    }

    /// `base` to the power of `exponent`, by squaring.
    func wholePower(_ base: Double, _ exponent: Int) -> Double {
      var (power, square, rest) = (1.0, base, exponent)
      while rest > 0 {
        if rest & 1 == 1 { power *= square }
        square *= square
        rest >>= 1
      }
      return power
    }
    """#
}
