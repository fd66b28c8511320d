import Testing

@testable import RecurCommandLine

@Suite("What is shown")
struct ReportTests {
  @Test func tablesAlignTheirColumns() {
    var table = TextTable()
    table.add("name", "time", "share")
    table.add("a step", "5.8 us")
    table.add("x", "1 s", "100%")
    #expect(
      table.lines == ["  name      time  share", "  a step  5.8 us", "  x          1 s   100%"])
  }

  @Test(arguments: [
    (5.83e-6, "5.83 us"), (1.05e-7, "105 ns"), (0.0123, "12.3 ms"), (2, "2.0 s"),
    (9.9e-10, "0.99 ns"),
  ])
  func timesHaveUnits(_ seconds: Double, _ text: String) {
    #expect(Quantity.time(seconds) == text)
  }

  @Test func largeNumbersAreGrouped() {
    #expect([0, 999, 1000, 1_234_567].map(Quantity.grouped) == ["0", "999", "1,000", "1,234,567"])
  }

  @Test func coloursAreForTerminals() {
    let captured = Captured()
    var console = Console(
      isColored: true, isTerminal: true, output: { _ in },
      errors: { captured.add($0, to: \.errors) })
    console.error("wrong")
    console.isColored = false
    console.error("wrong")
    #expect(captured.texts.1 == "\u{1b}[1;31merror:\u{1b}[0m wrong\nerror: wrong\n")
  }

  @Test func shortWorkIsDoneSilently() {
    let captured = Captured()
    let console = Console(
      isColored: false, isTerminal: true, output: { _ in },
      errors: { captured.add($0, to: \.errors) })
    #expect(console.during("Working") { 42 } == 42)
    #expect(captured.texts.1.isEmpty)
  }
}
