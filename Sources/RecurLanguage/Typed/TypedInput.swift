/// One value that a caller passes in.
public struct TypedInput: Hashable, Sendable {
  /// The spec's name.
  public var name: String
  /// The spec's doc comment.
  public var documentation: String
  /// The variable that holds it, with its type.
  public var variable: TypedVariable
  /// How text stands for its tokens, if the spec says so.
  public var vocabulary: TypedVocabulary?

  /// Creates an input.
  public init(
    name: String, documentation: String, variable: TypedVariable, vocabulary: TypedVocabulary? = nil
  ) {
    self.name = name
    self.documentation = documentation
    self.variable = variable
    self.vocabulary = vocabulary
  }
}
