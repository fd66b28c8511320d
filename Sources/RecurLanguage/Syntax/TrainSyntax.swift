/// `train { ... }`.
struct TrainSyntax: Sendable {
  /// A line of the block.
  enum Item: Sendable {
    case target([NameSyntax], TypeSyntax, documentation: String, keyword: SourceSpan)
    case loss(ExpressionSyntax, weight: ExpressionSyntax?, keyword: SourceSpan)
    case option(Option)
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
