import Testing

@testable import RecurGraph

@Suite struct EditTests {
  @Test func usesAreCountedInEveryRegion() throws {
    let graph = try Graph(parsing: Samples.forecast)
    let counts = graph.useCounts()
    #expect(counts[0] == 1)
    #expect(counts[1] == 1)
    #expect(counts[6] == 0)
    #expect(counts[13] == 2)
    #expect(counts[15] == 1)
  }

  @Test func freeValuesAreInTheOrderOfTheirFirstUse() throws {
    let graph = try Graph(parsing: Samples.forecast)
    let region = try #require(graph.body.nodes[1].region)
    #expect(region.freeValues == [Value(1), Value(2)])
    #expect(graph.body.freeValues == [])
  }

  @Test func substitutionReachesRegionsAndFollowsChains() throws {
    var graph = try Graph(parsing: Samples.forecast)
    graph.body.substitute([Value(11): Value(12), Value(12): Value(10), Value(15): Value(14)])
    let region = try #require(graph.body.nodes[1].region)
    #expect(region.nodes[2].operands == [Value(10), Value(10)])
    #expect(region.nodes[3].operands == [Value(10)])
    #expect(graph.body.results == [Value(14)])
  }

  @Test func copiesDefineNewValues() throws {
    var graph = try Graph(parsing: Samples.forecast)
    let region = try #require(graph.body.nodes[1].region)
    let state = graph.body.nodes[0].result
    let step = Node(.element(.first), [Value(0)], results: [graph.makeValue(.real(4))])
    let copy = graph.copyNodes(of: region, arguments: [step.result, state])
    graph.body.nodes.insert(contentsOf: [step] + copy.nodes, at: 1)
    graph.outputs.append(Output(name: "first"))
    graph.body.results.append(copy.results[1])
    #expect(graph.faults() == [])
  }

  @Test func definitionsAreFoundInEveryRegion() throws {
    let graph = try Graph(parsing: Samples.forecast)
    let definitions = graph.definitions()
    #expect(definitions[0] == nil)
    #expect(definitions[6]?.operation.hasRegion == true)
    #expect(definitions[13]?.label == "h'")
  }
}
