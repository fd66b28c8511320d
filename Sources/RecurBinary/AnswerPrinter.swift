#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Writes a model's answers as text, one line for each output.
struct AnswerPrinter {
  private let outputs: [ModelSignature.Value]

  /// Creates a printer of a model's outputs.
  init(_ outputs: [ModelSignature.Value]) {
    self.outputs = outputs
  }

  /// The lines of one answer.
  ///
  /// Tokens are shown as their entries or else as numbers, and stand alone if they are the only output.
  /// Numbers are shown with the output's name, steps being separated by `;`.
  func lines(_ answers: [String: HostTensor]) throws(RecurFault) -> [String] {
    var lines: [String] = []
    for output in outputs {
      guard let tensor = answers[output.name] else {
        throw RecurFault("the model gave no '\(output.name)'")
      }
      let text = try output.tokens == nil ? numbers(tensor, output) : tokens(tensor, output)
      let isBare = outputs.count == 1 && output.tokens != nil
      lines.append(isBare ? text : "\(output.name): \(text)")
    }
    return lines
  }

  private func tokens(
    _ tensor: HostTensor, _ output: ModelSignature.Value
  ) throws(RecurFault) -> String {
    let values = try tensor.integers()
    guard let vocabulary = output.vocabulary else {
      return values.map { "\($0)" }.joined(separator: " ")
    }
    let entries = values.map { token in
      vocabulary.entries.indices.contains(token) ? vocabulary.entries[token] : "\(token)"
    }
    return entries.joined(separator: vocabulary.split == .words ? " " : "")
  }

  private func numbers(
    _ tensor: HostTensor, _ output: ModelSignature.Value
  ) throws(RecurFault) -> String {
    if tensor.element == .f64 { return text(try tensor.doubles(), tensor, output) }
    return text(try tensor.floats(), tensor, output)
  }

  private func text<Number: BinaryFloatingPoint>(
    _ values: [Number], _ tensor: HostTensor, _ output: ModelSignature.Value
  ) -> String {
    let steps = output.isSequence ? tensor.shape.first ?? 0 : 1
    guard steps > 0 else { return "" }
    let size = values.count / steps
    let texts = (0..<steps).map { step in
      let row = values[step * size..<(step + 1) * size]
      let numbers = row.map { "\($0)" }.joined(separator: " ")
      guard let entries = output.vocabulary?.entries, entries.count == size,
        let best = row.indices.max(by: { row[$0] < row[$1] })
      else { return numbers }
      return "\(numbers) (\(entries[best - row.startIndex]))"
    }
    return texts.joined(separator: "; ")
  }
}
