import RecurGraph
import RecurTemplates
import RecurTestSupport
import Testing

/// The derivatives of elementwise functions beside central differences in `Double`.
@Suite struct DerivativeTests {
  @Test(arguments: ElementwiseFunction.table.keys.sorted())
  func derivativesAreCentralDifferences(_ name: String) throws {
    let function = try #require(ElementwiseFunction.table[name])
    let formulas = try #require(function.derivatives, "nobody has said what they are")
    let derivatives = formulas()
    try #require(derivatives.count == function.arity)
    var random = SplitMix(seed: 3)
    for _ in 0..<200 {
      // Roots and logarithms are of what is positive; elsewhere of either sign.
      let isPositive = ["sqrt", "log"].contains(name)
      let operands = (0..<function.arity).map { _ in
        let number = 3 * Double(random.number())
        return isPositive ? abs(number) + 0.1 : number
      }
      let result = function.evaluate(operands)
      for (position, derivative) in derivatives.enumerated() {
        let step = 1e-5
        var (above, below) = (operands, operands)
        above[position] += step
        below[position] -= step
        let difference = (function.evaluate(above) - function.evaluate(below)) / (2 * step)
        // Next to where a function steps or bends there is no telling.
        guard abs(difference) < 1e3, isSmooth(function, operands, position, step) else { continue }
        let expected = derivative?.evaluate(operands, result: result) ?? 0
        #expect(
          abs(difference - expected) <= 1e-6 * max(1, abs(expected)), "\(name) at \(operands)")
      }
    }
  }

  /// Whether the differences to either side are about the same.
  private func isSmooth(
    _ function: ElementwiseFunction, _ operands: [Double], _ position: Int, _ step: Double
  ) -> Bool {
    var (above, below) = (operands, operands)
    above[position] += step
    below[position] -= step
    let here = function.evaluate(operands)
    let after = (function.evaluate(above) - here) / step
    let before = (here - function.evaluate(below)) / step
    return abs(after - before) <= 1e-2 * max(1, abs(after))
  }
}
