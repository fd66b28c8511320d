import Foundation
import RecurTemplates
import Testing

@Suite struct MathGoldenTests {
  /// The test targets that are compiled for an instruction set, and what that can do.
  static let capabilities: [String: Set<VectorCapability>] = [
    "RecurMathTests": [],
    "RecurMathFusedTests": [.fusedMultiplyAdd],
    "RecurMathLookupTests": [.fusedMultiplyAdd, .tableLookup],
  ]

  /// The text that `GoldenMath.swift` holds: every function at every width.
  private static func expected(with capabilities: Set<VectorCapability>) -> String {
    MathTemplate.source(
      for: Set(ElementwiseFunction.table.values), lanes: [4, 8, 16], with: capabilities)
  }

  /// The text that `GoldenFastMath.swift` holds: the fast forms at every width, called otherwise there
  /// since the accurate ones are in the same module.
  private static func expectedFast(with capabilities: Set<VectorCapability>) -> String {
    let lanes = [4, 8, 16]
    let support = MathTemplate.source(for: [], lanes: lanes, with: capabilities, .fast)
    return MathTemplate.source(for: [.tanh, .sigmoid], lanes: lanes, with: capabilities, .fast)
      .dropFirst(support.count + 1)
      .replacingOccurrences(of: "func tanh(", with: "func fastTanh(")
      .replacingOccurrences(of: "func sigmoid(", with: "func fastSigmoid(")
  }

  @Test(arguments: capabilities.keys.sorted())
  func goldensAreWhatTheTemplatesGive(target: String) throws {
    let capabilities = Self.capabilities[target] ?? []
    try expect("\(target)/GoldenMath.swift", Self.expected(with: capabilities))
    try expect("\(target)/GoldenFastMath.swift", Self.expectedFast(with: capabilities))
  }

  private func expect(_ name: String, _ functions: String) throws {
    let expected = """
      // Written by RecurMathTests from Templates; do not edit. RECUR_RECORD=1 writes it again.

      import CRecurSIMD

      \(functions)
      """
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECUR_RECORD"] != nil {
      try expected.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name); run again without RECUR_RECORD")
      return
    }
    let recorded = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
    let lines = zip(
      recorded.split(separator: "\n", omittingEmptySubsequences: false),
      expected.split(separator: "\n", omittingEmptySubsequences: false))
    let difference = lines.enumerated().first { $0.element.0 != $0.element.1 }
    #expect(
      recorded == expected,
      """
      \(name) differs at line \(difference.map { $0.offset + 1 } ?? 0):
      - \(difference?.element.0 ?? "")
      + \(difference?.element.1 ?? "")
      Record it again: RECUR_RECORD=1 swift test --filter MathGoldenTests
      """)
  }

  @Test func sourceIsTheSameForEqualSets() {
    let text = MathTemplate.source(for: [.tanh, .add, .sigmoid], lanes: [16, 8, 16], with: [])
    #expect(
      text == MathTemplate.source(for: [.sigmoid, .tanh, .add], lanes: [8, 16], with: []))
    #expect(text.contains("func tanh(_ x: F32x16) -> F32x16"))
    #expect(!text.contains("F32x4") && !text.contains("func exp") && !text.contains("<#"))
  }

  @Test func expressionsAreOperatorsOrCalls() throws {
    #expect(ElementwiseFunction.add.expression(["a", "b"]) == "a + b")
    #expect(ElementwiseFunction.negate.expression(["a"]) == "-a")
    #expect(ElementwiseFunction.maximum.expression(["a", "b"]) == "max(a, b)")
    #expect(ElementwiseFunction.errorFunction.expression(["(a + b)"]) == "erf((a + b))")
  }
}
