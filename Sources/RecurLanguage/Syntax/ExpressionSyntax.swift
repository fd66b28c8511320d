/// An expression as it is written.
struct ExpressionSyntax: Sendable {
  /// What it looks like.
  indirect enum Kind: Sendable {
    /// `text` is how it is written.
    case number(Double, text: String)
    case string(String)
    case name(String)
    /// The state after the step, `h'`.
    case next(String)
    case negation(ExpressionSyntax)
    case binary(Operator, ExpressionSyntax, ExpressionSyntax, sign: SourceSpan)
    case call(CallSyntax)
    case member(ExpressionSyntax, NameSyntax)
    case generate(GenerateSyntax)
  }

  /// An infix operator.
  enum Operator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case product = "@"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="

    /// How tightly it binds; all group from the left.
    var precedence: Int {
      switch self {
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: 1
      case .add, .subtract: 2
      case .multiply, .divide: 3
      case .product: 4
      }
    }

    /// Whether it compares; such operators do not follow each other without parentheses.
    var compares: Bool { precedence == 1 }
  }

  /// What it looks like.
  var kind: Kind
  /// Where it stands, with its parentheses.
  var span: SourceSpan
  /// The length of the longest path down to a leaf.
  var height = 1
}

/// Something called with arguments.
struct CallSyntax: Sendable {
  /// One argument.
  struct Argument: Sendable {
    /// The name before the colon.
    var label: NameSyntax?
    var value: ExpressionSyntax
  }

  /// What is called.
  var callee: ExpressionSyntax
  /// What is passed.
  var arguments: [Argument]
  /// The parentheses with what is between them.
  var argumentsSpan: SourceSpan
  /// The whole call.
  var span: SourceSpan
}

/// `generate(...) { previous in ... }`.
struct GenerateSyntax: Sendable {
  var keyword: SourceSpan
  var arguments: [CallSyntax.Argument]
  var parameter: NameSyntax
  var block: BlockSyntax
}

/// Bindings and the value that the last line gives.
struct BlockSyntax: Sendable {
  var bindings: [BindingSyntax]
  var result: ExpressionSyntax
  /// The braces with what is between them; nil for a result that has none.
  var braces: SourceSpan?
}

/// A name where it is written.
struct NameSyntax: Sendable {
  var text: String
  var span: SourceSpan
}
