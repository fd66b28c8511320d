import Testing

@testable import RecurGraph

@Suite struct VerifierTests {
  @Test(arguments: [Samples.forecast, Samples.pronounce, Samples.operations, Samples.kernel])
  func soundGraphsHaveNoFaults(text: String) throws {
    #expect(try Graph(parsing: text).faults() == [])
  }

  @Test(arguments: [
    ("%4 = add %0, %1 : [2]", "%4 = add: add of [2] and [3]"),
    ("%4 = add %0 : [2]", "%4 = add: add takes 2 operands, not 1"),
    ("%4 = add %0, %3 : [2]", "%4 = add: add takes real numbers, not token(5)"),
    ("%4 = tanh %0 : [3]", "%4 = tanh: the type is [2], not [3]"),
    ("%4 = product %2, %0 : [3]", "%4 = product: product of [3, 3] and [2]"),
    ("%4 = product %0, %2 : [3]", "%4 = product: product of [2] and [3, 3]"),
    ("%4 = sum %2 : []", "%4 = sum: sum takes a vector, not [3, 3]"),
    ("%4 = argmax %0 : token(3)", "%4 = argmax: the type is token(2), not token(3)"),
    ("%4 = gather %2, %3 : [3]", "%4 = gather: gather from [3, 3] by token(5)"),
    ("%4 = onehot 4 %3 : [4]", "%4 = onehot 4: onehot 4 of token(5)"),
    ("%4 = onehot 5 %0 : [5]", "%4 = onehot 5: onehot 5 of [2]"),
    ("%4 = concatenate %0, %2 : [5]", "%4 = concatenate: concatenate of [2] and [3, 3]"),
    ("%4 = slice 1 count 2 %0 : [2]", "%4 = slice 1 count 2: slice 1 count 2 of [2]"),
    ("%4 = slice 0 count 0 %0 : [0]", "%4 has the impossible type [0]"),
    ("%4 = element last %0 : [2]", "%4 = element last: element last takes a sequence, not [2]"),
    ("%4 = reverse %0 : [2]", "%4 = reverse: reverse takes a sequence, not [2]"),
    ("%4 = sequence %0, %1 : sequence(2) of [2]", "%4 = sequence: sequence of [2] and [3]"),
    ("%4 = constant 5 : token(5)", "%4 = constant 5: the constant 5 is not a token(5)"),
    ("%4 = constant 0.5 : token(5)", "%4 = constant 0.5: the constant 0.5 is not a token(5)"),
    (
      "%4 = scan(inputs forward; states 1) %0, %1 { (%5: [], %6: [3]) yield %6 } : [3]",
      "%4 = scan(inputs forward; states 1): a scan reads a sequence, not [2]"
    ),
    ("%4 = tanh %0 { yield %0 } : [2]", "%4 = tanh: tanh has no region"),
    ("%4 = kernel 2 : [2]", "%4 = kernel 2: kernel 2 needs a region"),
    ("%4 = kernel 2 { %5 = tanh %1 : [3] yield %5 } : [3]", "%4 = kernel 2: kernel 2 yields [3]"),
    (
      "%4 = kernel 2 { %5 = sum %0 : [] %6 = tanh %0 : [2] yield %6 } : [2]",
      "%4 = kernel 2: %5 = sum in a kernel"
    ),
    (
      "%4 = kernel 3 { %5 = tanh %1 : [3] %6 = product %2, %5 : [3] yield %6 } : [3]",
      "%4 = kernel 3: %6 = product reads a value of the same kernel"
    ),
    (
      "%4 = kernel 2 { %5 = tanh %1 : [3] %6 = slice 0 count 2 %5 : [2] yield %6 } : [2]",
      "%4 = kernel 2: %6 = slice 0 count 2 of a value of the same kernel that is no product"
    ),
    (
      "%4 = kernel 2 { %5 = tanh %1 : [3] %6 = tanh %0 : [2] yield %6 } : [2]",
      "%4 = kernel 2: %5 = tanh has the shape [3]"
    ),
    (
      "%4 = generate(from 9; until 1; atMost 3; states 0) { (%5: token(5)) yield %5 } : sequence(y) of token(5)",
      "%4 = generate(from 9; until 1; atMost 3; states 0): 9 is not a token(5)"
    ),
    (
      "%4 = generate(from 0; until none; atMost 3; states 0) { (%5: token(5)) yield %5 } : token(5)",
      "%4 = generate(from 0; until none; atMost 3; states 0): a generate makes one sequence, of a named length"
    ),
  ])
  func illTypedNodesAreFaults(node: String, message: String) throws {
    let graph = try Graph(
      parsing: """
        graph G {
          input %0 a: [2]
          input %1 b: [3]
          input %2 m: [3, 3]
          input %3 t: token(5)
          \(node)
        }
        """)
    #expect(graph.faults().contains(message))
  }

  @Test func scansMustYieldWhatTheyKeep() throws {
    let graph = try Graph(
      parsing: """
        graph G {
          input %0 x: sequence(x) of [2]
          input %1 h: [3]
          %2 = scan(inputs forward; states 1) %0, %1 { (%3: [2], %4: [3])
            yield %3
          } : [3]
          output y = %2
        }
        """)
    #expect(
      graph.faults() == [
        "%2 = scan(inputs forward; states 1): the region's next states are ([2]), not ([3])"
      ])
  }

  @Test func sequencesOfDifferentLengthsDoNotMix() throws {
    let graph = try Graph(
      parsing: """
        graph G {
          input %0 x: sequence(x) of [2]
          input %1 y: sequence(y) of [2]
          %2 = add %0, %1 : sequence(x) of [2]
          output z = %2
        }
        """)
    #expect(
      graph.faults() == [
        "%2 = add: sequence(x) of [2] and sequence(y) of [2] differ in length"
      ])
  }

  @Test func aGeneratedLengthIsItsOwn() throws {
    let text = Samples.pronounce.replacing("sequence(phonemes)", with: "sequence(word)")
    #expect(
      try Graph(parsing: text).faults() == [
        "the length of %5 is also another's: sequence(word) of token(4)"
      ])
  }

  @Test func aValueIsDefinedOnceAndBeforeItsUse() throws {
    var graph = try Graph(parsing: Samples.forecast)
    graph.body.nodes.swapAt(0, 1)
    #expect(graph.faults().contains { $0.hasSuffix("is not defined here") })
    graph.body.nodes.swapAt(0, 1)
    graph.body.nodes.append(graph.body.nodes[0])
    #expect(graph.faults() == ["%5 = constant 0: %5 is defined twice"])
  }

  @Test func theValuesOfARegionAreNotSeenOutside() throws {
    var graph = try Graph(parsing: Samples.forecast)
    let inner = graph.body.nodes[1].region!.nodes[0].result
    graph.body.results = [inner]
    #expect(graph.faults() == ["the graph's results: %10 is not defined here"])
  }

  @Test func aValueWithoutATypeIsAFault() throws {
    var graph = try Graph(parsing: Samples.forecast)
    graph.body.results = [Value(1000)]
    #expect(graph.faults() == ["%1000 has no type"])
  }

  @Test func theInterfaceMustMatchTheBody() throws {
    var graph = try Graph(parsing: Samples.forecast)
    graph.outputs.append(Output(name: "y"))
    graph.inputs[0].name = "h.W"
    #expect(graph.faults() == ["2 outputs, but 1 results", "two outputs are called y"])
  }
}
