import RecurGraph
import Testing

/// What a graph keeps of a spec beside its computation.
@Suite struct InterfaceTests {
  private static let text = """
    vocabulary Words = ["<pad>", "good", "bad"] {
      unknown "<pad>"
      lowercase
    }

    model Sentiment {
      /// A review.
      input review: sequence of token(Words)
      e = embedding(review, 3)
      h = stack(GRUResetAfter(2), bidirectional(LSTM(4)))(e)
      /// How it sounds.
      output label: token(Words) = argmax(dense(h.last, 3))
    }
    """

  @Test func documentationAndVocabularies() throws {
    let graph = try Spec.graph(Self.text)
    let words = Vocabulary(
      name: "Words", entries: ["<pad>", "good", "bad"], unknown: 0, lowercased: true)
    #expect(graph.inputs == [Input(name: "review", documentation: "A review.", vocabulary: words)])
    #expect(
      graph.outputs == [Output(name: "label", documentation: "How it sounds.", vocabulary: words)])
  }

  @Test func biasesAreMarked() throws {
    let biases = try Spec.graph(Self.text).weights.filter(\.isBias).map(\.path)
    #expect(
      biases == [
        "h.0.bz", "h.0.br", "h.0.bn", "h.0.cn", "h.1.forward.bi", "h.1.forward.bf",
        "h.1.forward.bg", "h.1.forward.bo", "h.1.backward.bi", "h.1.backward.bf",
        "h.1.backward.bg", "h.1.backward.bo", "label.dense.bias",
      ])
  }

  @Test func frameworkLayoutsNameTheRowsOfStackedTensors() throws {
    let weights = try Spec.graph(Self.text).weights
    func layout(_ path: String) -> [Weight.Slice]? {
      weights.first { $0.path == path }?.layouts.first
    }
    #expect(
      layout("h.0.Wn") == [.init(tensor: "h.weight_ih_l0", shape: [6, 3], start: 4)])
    #expect(
      layout("h.0.bz") == [
        .init(tensor: "h.bias_ih_l0", shape: [6], start: 2),
        .init(tensor: "h.bias_hh_l0", shape: [6], start: 2),
      ])
    #expect(layout("h.0.bn") == [.init(tensor: "h.bias_ih_l0", shape: [6], start: 4)])
    #expect(layout("h.0.cn") == [.init(tensor: "h.bias_hh_l0", shape: [6], start: 4)])
    #expect(
      layout("h.1.backward.Uo") == [
        .init(tensor: "h.weight_hh_l1_reverse", shape: [16, 4], start: 12)
      ])
  }

  @Test func nodesKnowTheirPlace() throws {
    let graph = try Spec.graph(Self.text)
    let gather = try #require(graph.body.nodes.first { $0.operation == .gather })
    #expect(gather.origin == Origin(file: "spec.recur", line: 9, column: 7))
    #expect(gather.label == "e")
    let region = try #require(graph.body.nodes.lazy.compactMap(\.region).first)
    #expect(region.nodes.allSatisfy { $0.origin?.file == "prelude.recur" })
    graph.body.forEachNode { #expect($0.origin != nil) }
  }
}
