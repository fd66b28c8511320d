import Testing

@testable import RecurGraph

@Suite struct TextFormTests {
  @Test(arguments: [Samples.forecast, Samples.pronounce, Samples.operations, Samples.kernel])
  func printedTextReadsBackAsItself(text: String) throws {
    let graph = try Graph(parsing: text)
    #expect(graph.description == text)
    #expect(try Graph(parsing: graph.description) == graph)
  }

  @Test func valuesAreNumberedInTheOrderOfTheText() throws {
    let graph = try Graph(
      parsing: """
        graph G {
          input %9 x: [2]  // a comment
          %4 = tanh %9 : [2]
          output y = %4
        }
        """)
    #expect(
      graph.description == """
        graph G {
          input %0 x: [2]
          %1 = tanh %0 : [2]
          output y = %1
        }

        """)
  }

  @Test(arguments: [0, -0.0, 1, -3, 0.1, 1e-30, 1e300, .infinity, -.infinity, 123456789.25])
  func constantsKeepEveryBit(number: Double) throws {
    var builder = GraphBuilder(name: "G")
    builder.output(Output(name: "y"), builder.constant(number, .real()))
    let read = try Graph(parsing: builder.graph.description)
    #expect(read.description == builder.graph.description)
    guard case .constant(let found) = read.body.nodes[0].operation else {
      Issue.record("not a constant")
      return
    }
    #expect(found.bitPattern == number.bitPattern)
  }

  @Test func labelsMayHoldAnyCharacter() throws {
    var builder = GraphBuilder(name: "G")
    builder.output(
      Output(name: "y"), builder.constant(1, .real(), label: #"h' "\" // x"#))
    #expect(try Graph(parsing: builder.graph.description) == builder.graph)
  }

  @Test(arguments: [
    ("graph", "1:6: expected the graph's name"),
    ("graph G { %0 = tanh %1 : [2] }", "1:21: %1 is not defined here"),
    ("graph G { %0 = tanh %0 : [2] }", "1:21: %0 is not defined here"),
    ("graph G { input %0 x: [2]\ninput %0 y: [2] }", "2:7: %0 is defined twice"),
    ("graph G { input %0 x: [2] %1 = twist %0 : [2] }", "1:32: unknown operation 'twist'"),
    ("graph G { input %0 x: table }", "1:23: expected a type"),
    ("graph G { input %0 x: [-2] }", "1:24: expected an extent"),
    ("graph G { input %0 x: [99999999999999999999] }", "1:24: expected an extent"),
    ("graph G { %0 = constant 1 : [] \"h", "1:32: this text has no end"),
    ("graph G { input % x: [2] }", "1:17: expected a number after '%'"),
    ("graph G {", "1:10: expected '}'"),
    ("graph G { } graph", "1:13: expected nothing after the graph"),
    (
      "graph G { input %0 x: sequence(3) of [] %1 = scan(inputs up; states 0) %0",
      "1:58: expected 'forward' or 'backward'"
    ),
  ])
  func faultsAreLocated(text: String, message: String) {
    do {
      _ = try Graph(parsing: text)
      Issue.record("read without a fault")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func regionsNestedTooDeeplyAreAFault() {
    let open = (0..<5000).map { "%\($0) = kernel 1 { " }.joined()
    #expect(throws: GraphSyntaxFault.self) { try Graph(parsing: "graph G { " + open) }
  }

  @Test func valuesOfARegionEndWithIt() {
    let text = """
      graph G {
        input %0 x: sequence(x) of [2]
        %1 = scan(inputs forward; states 0; outputs forward) %0 { (%2: [2])
          %3 = tanh %2 : [2]
          yield %3
        } : sequence(x) of [2]
        %4 = tanh %3 : [2]
      }
      """
    #expect(throws: GraphSyntaxFault.self) { try Graph(parsing: text) }
  }
}
