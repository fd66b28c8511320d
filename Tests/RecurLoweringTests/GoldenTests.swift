import RecurGraph
import RecurTestSupport
import Testing

/// Each `Cases/WHAT-IT-SHOWS.recur` is lowered to the graph in the `.ir.expected` beside it.
@Suite struct LoweringGoldenTests {
  static let golden = Golden("Cases", filter: "LoweringGoldenTests")

  @Test(arguments: golden.cases(".recur")) func lowersToTheExpectedGraph(name: String) throws {
    let graph = try Spec.graph(Self.golden.text("\(name).recur"))
    #expect(graph.faults() == [])
    #expect(try Graph(parsing: graph.description).description == graph.description)
    try Self.golden.expect(graph.description, at: "\(name).ir.expected")
  }

  @Test func everyExpectationHasItsCase() {
    #expect(Self.golden.cases(".recur") == Self.golden.cases(".ir.expected"))
  }
}
