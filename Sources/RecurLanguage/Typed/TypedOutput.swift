/// One value that the model answers with.
public struct TypedOutput: Hashable, Sendable {
  /// The spec's name.
  public var name: String
  /// The spec's doc comment.
  public var documentation: String
  /// The variable that holds the answer.
  public var variable: VariableID
  /// The variable's type.
  public var type: ValueType
  /// How its tokens are shown as text, if the spec says so.
  public var vocabulary: TypedVocabulary?
  /// Where the spec names it.
  public var span: SourceSpan

  /// Creates an output.
  public init(
    name: String, documentation: String, variable: VariableID, type: ValueType,
    vocabulary: TypedVocabulary? = nil, span: SourceSpan
  ) {
    self.name = name
    self.documentation = documentation
    self.variable = variable
    self.type = type
    self.vocabulary = vocabulary
    self.span = span
  }
}
