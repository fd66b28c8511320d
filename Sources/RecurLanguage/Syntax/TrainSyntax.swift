/// `train { ... }`.
struct TrainSyntax: Sendable {
  /// A line of the block.
  enum Item: Sendable {
    case target([NameSyntax], TypeSyntax, documentation: String, keyword: SourceSpan)
    case loss(ExpressionSyntax, weight: ExpressionSyntax?, keyword: SourceSpan)
    case metric(Metric)
    case option(Option)
  }

  /// `metric accuracy = accuracy(label, truth) keep highest`.
  struct Metric: Sendable {
    var name: NameSyntax
    var value: ExpressionSyntax
    /// The word behind `keep`.
    var goal: NameSyntax?
    var keyword: SourceSpan
  }

  /// `epochs 20`, `optimizer adam(rate: 0.01)` or `clip norm 5`.
  struct Option: Sendable {
    /// What it is about.
    var keyword: NameSyntax
    /// The word behind, of a clip.
    var kind: NameSyntax?
    /// A number, or a method with its numbers.
    var value: ExpressionSyntax
  }

  var keyword: SourceSpan
  var items: [Item]
  /// The braces with what is between them.
  var braces: SourceSpan
}

extension TrainSyntax {
  /// What diagnostics call the place of options that a spec does not hold.
  static let pathOfOptions = "<options>"

  /// A block of lines that say how a model is trained.
  static func text(of options: [String]) -> String {
    "train {\n\(options.joined(separator: "\n"))\n}"
  }

  /// The options, but those about the same as one of `others` replaced by these.
  func options(overriddenBy others: [Option]) -> [Option] {
    let keywords = Set(others.map(\.keyword.text))
    let own = items.compactMap { item -> Option? in
      guard case .option(let option) = item, !keywords.contains(option.keyword.text) else {
        return nil
      }
      return option
    }
    return own + others
  }
}
