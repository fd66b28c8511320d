/// The number of a variable, unique in its model.
public struct VariableID: Hashable, Sendable {
  /// The position in the order of definition.
  public let number: Int

  /// Creates the name of variable `number`.
  public init(_ number: Int) { self.number = number }
}

/// The definition of a variable.
public struct TypedVariable: Hashable, Sendable {
  /// The number by which expressions refer to it.
  public var id: VariableID
  /// The spec's name for it, nil for a value that the spec leaves unnamed. Inside a cell it is the
  /// cell's own name for it (`z`, `h`, and `h'` for the next state).
  public var label: String?
  /// What it holds.
  public var type: ValueType
  /// Where the spec defines it.
  public var span: SourceSpan

  /// Creates a definition.
  public init(id: VariableID, label: String?, type: ValueType, span: SourceSpan) {
    self.id = id
    self.label = label
    self.type = type
    self.span = span
  }
}
