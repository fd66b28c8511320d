import RecurGraph
import RecurLanguage

extension TensorType {
  /// The graph's form of a checked type.
  init(_ type: ValueType) {
    let element: Element =
      switch type.element {
      case .real: .real
      case .token(let count): .token(count)
      }
    let length: Length? =
      switch type.length {
      case .fixed(let count)?: .fixed(count)
      case .variable(let name)?: .variable(name)
      case nil: nil
      }
    self.init(element, shape: type.shape, length: length)
  }
}

extension Origin {
  /// The first character of `span`.
  init(_ span: SourceSpan) {
    self.init(file: span.fileName, line: span.start.line, column: span.start.column)
  }
}

extension Weight {
  /// The graph's form of a declared weight.
  init(_ weight: TypedWeight) {
    self.init(
      path: weight.path, isBias: weight.isBias, start: weight.start.map(Start.init),
      layouts: weight.layouts.map { layout in
        layout.map { Slice(tensor: $0.tensor, shape: $0.shape, start: $0.start) }
      })
  }
}

extension Weight.Start {
  fileprivate init(_ start: TypedWeight.Start) {
    switch start {
    case .number(let number): self = .number(number)
    case .uniform(let low, let high): self = .uniform(low, high)
    case .identity(let scale): self = .identity(scale)
    case .orthogonal(let scale): self = .orthogonal(scale)
    case .reservoir(let radius): self = .reservoir(radius)
    case .statistic(.mean, let name): self = .statistic(.mean, of: name)
    case .statistic(.deviation, let name): self = .statistic(.deviation, of: name)
    case .fixed(let start): self = .fixed(Self(start))
    }
  }
}

extension Vocabulary {
  /// The graph's form of a declared vocabulary.
  init(_ vocabulary: TypedVocabulary) {
    self.init(
      name: vocabulary.name, entries: vocabulary.entries,
      split: vocabulary.split == .characters ? .characters : .words, unknown: vocabulary.unknown,
      end: vocabulary.end, lowercased: vocabulary.lowercased)
  }
}
