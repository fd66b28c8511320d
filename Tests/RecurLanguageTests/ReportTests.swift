import RecurLanguage
import Testing

/// How diagnostics are shown.
@Suite struct ReportTests {
  @Test func colourChangesNothingElse() {
    let result = check("model M { input x: [3]  output y = z }", path: "a/m.recur") { _ in "" }
    let coloured = result.report(inColour: true)
    #expect(coloured.contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == result.report())
  }

  @Test func aLongLineIsShownAroundTheFault() {
    let text =
      "function f(x) = concat(" + String(repeating: "x, ", count: 200) + "unknown, "
      + String(repeating: "x, ", count: 200) + "x)"
    let lines = check(text, path: "long.recur") { _ in "" }.report().split(separator: "\n")
    #expect(lines[0] == "long.recur:1:624: error: unknown name 'unknown'")
    #expect(lines[1].count == 122)
    let marked = zip(lines[1], lines[2]).filter { $1 == "^" || $1 == "~" }.map { $0.0 }
    #expect(String(marked) == "unknown")
  }

  @Test func tabsAndAccentsKeepTheMarkUnderTheFault() {
    let text = "// é\nmodel M {\n\tinput x: [3]\n\toutput y = x + /* é */ zz\n}"
    let lines = check(text, path: "t.recur") { _ in "" }.report().split(separator: "\n")
    #expect(lines[1] == "\toutput y = x + /* é */ zz")
    #expect(lines[2].hasPrefix("\t             "))
  }

  @Test func manyFaultsAreCutOff() {
    let text =
      "model M { input x: [3]\n" + String(repeating: "y = zz\n", count: 1000) + "output y = x }"
    let result = check(text, path: "many.recur") { _ in "" }
    #expect(result.diagnostics.count == 101)
    #expect(result.diagnostics.last?.message == "there is more; the rest is not shown")
  }

  @Test func aSpecThatIsTooLargeIsRefused() {
    let result = check(String(repeating: "/", count: 1 << 21), path: "big.recur") { _ in "" }
    #expect(
      result.report().hasPrefix(
        "big.recur:1:1: error: the spec has 2097152 bytes; at most 1048576 are allowed"))
  }
}
