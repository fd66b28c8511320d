import RecurGraph
import RecurWeights

/// The contract of the model that `graph` computes.
func signature(of graph: Graph, _ documentation: String) -> ModelSignature {
  let generated = graph.generatedLengths
  func value(
    _ name: String, _ documentation: String, _ type: TensorType, _ vocabulary: Vocabulary?
  ) -> ModelSignature.Value {
    var result = ModelSignature.Value(
      name: name, documentation: documentation, isSequence: type.length != nil, shape: type.shape,
      vocabulary: vocabulary.map(signature(of:)))
    if case .token(let count) = type.element { result.tokens = count }
    switch type.length {
    case .fixed(let steps): result.length = steps
    case .variable(let name): result.atMost = generated[name]
    case nil: break
    }
    return result
  }
  return ModelSignature(
    model: graph.name, documentation: documentation,
    inputs: zip(graph.inputs, graph.inputValues).map {
      var input = value($0.name, $0.documentation, graph[$1], $0.vocabulary)
      if case .variable(let name)? = graph[$1].length, name != $0.name { input.asLongAs = name }
      return input
    },
    outputs: zip(graph.outputs, graph.body.results).map {
      value($0.name, $0.documentation, graph[$1], $0.vocabulary)
    },
    parameters: zip(graph.weights, graph.weightValues).map { weight, value in
      ModelSignature.Parameter(
        path: weight.path, shape: graph[value].shape, isBias: weight.isBias,
        layouts: weight.layouts.map { layout in
          layout.map {
            ModelSignature.Slice(tensor: $0.tensor, shape: $0.shape, start: $0.start)
          }
        })
    })
}

private func signature(of vocabulary: Vocabulary) -> ModelSignature.Vocabulary {
  ModelSignature.Vocabulary(
    entries: vocabulary.entries, split: vocabulary.split == .characters ? .characters : .words,
    unknown: vocabulary.unknown, end: vocabulary.end, isLowercased: vocabulary.lowercased)
}
