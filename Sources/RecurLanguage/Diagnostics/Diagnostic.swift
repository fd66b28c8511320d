/// One thing that is wrong with a spec.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// No typed model comes out.
    case error
    /// The spec is used, but it is probably not what its author means.
    case warning
  }

  /// Another place that helps to understand the fault.
  public struct Note: Hashable, Sendable {
    /// The place, or nil for a remark about the whole.
    public var span: SourceSpan?
    /// What to know about it.
    public var message: String

    /// Creates a note.
    public init(_ message: String, at span: SourceSpan? = nil) {
      self.span = span
      self.message = message
    }
  }

  /// How bad it is.
  public var severity: Severity
  /// Where the fault is.
  public var span: SourceSpan
  /// What is wrong, in the user's words.
  public var message: String
  /// Other places.
  public var notes: [Note]
  /// The text to put in place of the span, where that is known to mend the fault.
  public var replacement: String?
  /// The cell, function or vocabulary that there is not, if that is it: an import may bring it.
  var unknownDeclaration: String?

  /// Creates a diagnostic.
  public init(
    _ severity: Severity = .error, at span: SourceSpan, _ message: String, notes: [Note] = [],
    replacement: String? = nil
  ) {
    self.severity = severity
    self.span = span
    self.message = message
    self.notes = notes
    self.replacement = replacement
  }
}
