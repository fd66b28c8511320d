import Foundation
import RecurTemplates
import Testing

@Suite struct MathGoldenTests {
  /// The text that `GoldenMath.swift` holds: every function at every width.
  static let expected = """
    // Written by this target's tests from Templates; do not edit. RECUR_RECORD=1 writes it again.

    import CRecurSIMD

    \(MathTemplate.source(for: Set(MathTemplate.all.keys), lanes: [4, 8, 16]))
    """

  @Test func goldenIsWhatTheTemplatesGive() throws {
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("GoldenMath.swift")
    if ProcessInfo.processInfo.environment["RECUR_RECORD"] != nil {
      try Self.expected.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("recorded GoldenMath.swift; run again without RECUR_RECORD")
      return
    }
    let recorded = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
    let lines = zip(
      recorded.split(separator: "\n", omittingEmptySubsequences: false),
      Self.expected.split(separator: "\n", omittingEmptySubsequences: false))
    let difference = lines.enumerated().first { $0.element.0 != $0.element.1 }
    #expect(
      recorded == Self.expected,
      """
      GoldenMath.swift differs at line \(difference.map { $0.offset + 1 } ?? 0):
      - \(difference?.element.0 ?? "")
      + \(difference?.element.1 ?? "")
      Record it again: RECUR_RECORD=1 swift test --filter MathGoldenTests
      """)
  }

  @Test func sourceIsTheSameForEqualSets() {
    let text = MathTemplate.source(for: ["tanh", "add", "sigmoid"], lanes: [16, 8, 16])
    #expect(text == MathTemplate.source(for: ["sigmoid", "tanh", "add"], lanes: [8, 16]))
    #expect(text.contains("func tanh(_ x: F32x16) -> F32x16"))
    #expect(!text.contains("F32x4") && !text.contains("func exp") && !text.contains("<#"))
  }

  @Test func expressionsAreOperatorsOrCalls() throws {
    #expect(try #require(MathTemplate.all["add"]).expression(["a", "b"]) == "a + b")
    #expect(try #require(MathTemplate.all["negate"]).expression(["a"]) == "-a")
    #expect(try #require(MathTemplate.all["max"]).expression(["a", "b"]) == "max(a, b)")
    #expect(try #require(MathTemplate.all["erf"]).expression(["(a + b)"]) == "erf((a + b))")
  }
}
