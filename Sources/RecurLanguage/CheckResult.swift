/// What came of checking a spec.
public struct CheckResult: Sendable {
  /// The models, or nil if there are errors.
  public let program: TypedProgram?
  /// What is wrong, in the order of the text.
  public let diagnostics: [Diagnostic]
  /// The text of every file that a diagnostic may point into, by its path.
  let sources: [String: String]

  /// The diagnostics as they are shown to a person, with their lines of source and a count; empty if
  /// there are none.
  public func report(inColour isColoured: Bool = false) -> String {
    DiagnosticReport(sources: sources, isColoured: isColoured).text(of: diagnostics)
  }
}

extension CheckResult {
  /// This result with what later stages find wrong with the spec.
  public func adding(_ more: [Diagnostic]) -> CheckResult {
    CheckResult(
      program: more.contains { $0.severity == .error } ? nil : program,
      diagnostics: diagnostics + more, sources: sources)
  }
}
