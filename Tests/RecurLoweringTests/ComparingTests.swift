import RecurGraph
import Testing

/// What compares, chooses and rounds, through the checker, the lowering and the interpreter, against
/// Swift.
@Suite struct ComparingTests {
  private static let numbers: [Double] = [
    -2.5, -2, -1, -0.25, -0.0, 0, 0.25, 1, 1.5, 2, 3, 7, -7, 8_388_609, -.infinity, .infinity, .nan,
  ]

  private static let functions: [(String, @Sendable (Double, Double) -> Double)] = [
    ("a < b", { $0 < $1 ? 1 : 0 }),
    ("a <= b", { $0 <= $1 ? 1 : 0 }),
    ("a > b", { $0 > $1 ? 1 : 0 }),
    ("a >= b", { $0 >= $1 ? 1 : 0 }),
    ("a == b", { $0 == $1 ? 1 : 0 }),
    ("a != b", { $0 != $1 ? 1 : 0 }),
    ("where(a < b, a, b)", { $0 < $1 ? $0 : $1 }),
    ("where(a, a, b)", { $0 == 0 ? $1 : $0 }),
    ("where(1, a, b)", { a, _ in a }),
    ("where(0, a, b)", { _, b in b }),
    ("floor(a) + 0 * floor(1)", { a, _ in a.rounded(.down) }),
    ("sign(a)", { a, _ in a > 0 ? 1 : a < 0 ? -1 : 0 }),
    (
      "where((a == a) * (b > 0) * (b < 100) * (abs(a) < 100), mod(a, b), 0)",
      { a, b in
        guard !a.isNaN, b > 0, b < 100, abs(a) < 100 else { return 0 }
        let rest = a.remainder(dividingBy: b)
        return rest < 0 ? rest + b : rest
      }
    ),
  ]

  /// All pairs of numbers, the undefined one and the infinite ones among them.
  @Test(arguments: functions.indices) func agreesWithSwift(_ index: Int) throws {
    let (text, function) = Self.functions[index]
    let pairs = Self.numbers.flatMap { a in Self.numbers.map { (a, $0) } }
    let graph = try Spec.graph(
      """
      model Compares {
        input a, b: [\(pairs.count)]
        output y: [\(pairs.count)] = where(0 * a == 1, b, \(text))
      }
      """)
    let found = try Interpreter(graph, weights: [:]).evaluate([
      "a": .vector(pairs.map(\.0)), "b": .vector(pairs.map(\.1)),
    ])
    let y = try #require(found["y"]).elements
    #expect(y.count == pairs.count)
    for (pair, value) in zip(pairs, y) {
      let expected = function(pair.0, pair.1)
      let agrees = expected.isNaN ? value.isNaN : value == expected
      #expect(agrees, "\(text) of \(pair): \(value), not \(expected)")
    }
  }
}
