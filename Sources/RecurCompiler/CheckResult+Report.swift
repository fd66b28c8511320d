import RecurLanguage

extension CheckResult {
  /// The diagnostics, one a line.
  func report(inColour isColoured: Bool) -> String {
    diagnostics.map { "\($0.severity.rawValue): \($0.message)\n" }.joined()
  }
}
