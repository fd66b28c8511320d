import RecurGraph
import RecurPasses
import RecurTestSupport
import Testing

/// Each `Cases/PASS/WHAT-IT-SHOWS.ir` is rewritten by the pass to the `.expected` beside it.
@Suite struct GoldenTests {
  static let golden = Golden("Cases", filter: "GoldenTests")

  static let cases = golden.cases(".ir")

  static let passes = Pass.all + Pass.ofLosses

  @Test(arguments: cases) func rewritesToTheExpectedText(_ name: String) throws {
    let pass = try #require(
      Self.passes.first { name.hasPrefix("\($0.name)/") },
      "the folder of \(name) is named for no pass")
    let graph = try Graph(parsing: Self.golden.text("\(name).ir"))
    try graph.verify()
    let actual: String
    do {
      let rewritten = try pass.apply(graph)
      try rewritten.verify()
      actual = rewritten.description
    } catch let error as NotCausal {
      actual = "not causal: \(error.reason)\n"
    }
    try Self.golden.expect(actual, at: "\(name).expected")
  }

  @Test func everyPassHasACase() {
    for pass in Self.passes {
      #expect(Self.cases.contains { $0.hasPrefix(pass.name + "/") }, "no case for \(pass.name)")
    }
  }

  @Test func everyExpectationHasItsCase() {
    for name in Self.golden.cases(".expected") {
      #expect(Self.cases.contains(name), "\(name).expected belongs to no case")
    }
  }
}
