/// A type that a model writes.
struct DeclaredType {
  /// The type; a sequence whose length is not written has none here.
  var type: CheckedType
  /// Whether it is a sequence.
  var isSequence: Bool
  /// The vocabulary whose tokens they are.
  var vocabulary: TypedVocabulary?
  /// Where it stands.
  var span: SourceSpan

  /// Whether a value of type `found` may be declared so.
  func accepts(_ found: CheckedType) -> Bool {
    guard found.element == type.element, found.shape == type.shape else { return false }
    guard isSequence == (found.length != nil) else { return false }
    return type.length == nil || type.length == found.length
  }

  /// The type as a spec writes it.
  var text: String {
    isSequence && type.length == nil
      ? type.over(.variable("")).description : type.description
  }
}
