/// What came of formatting a spec.
public struct FormatResult: Sendable {
  /// The spec in the layout that every spec has, or nil if it is none.
  public let text: String?
  private let faults: CheckResult

  init(text: String?, faults: CheckResult) {
    self.text = text
    self.faults = faults
  }

  /// Why there is no text, as it is shown to a person.
  public func report(inColour isColoured: Bool = false) -> String {
    faults.report(inColour: isColoured)
  }
}

/// The spec whose UTF-8 bytes are `bytes`, in the layout that every spec has.
///
/// Nothing else changes: what is parsed is the same, and no comment is lost. The spec may have faults that
/// are none of its syntax. `path` is the name under which diagnostics show it.
///
/// - Complexity: O(*n*) in the length of the text.
public func format(utf8 bytes: [UInt8], path: String) -> FormatResult {
  let (text, fault) = specText(utf8: bytes, path: path)
  if let fault = fault ?? faultOfSize(text, path: path) {
    let faults = CheckResult(program: nil, diagnostics: [fault], sources: [path: text])
    return FormatResult(text: nil, faults: faults)
  }
  return onDeepStack { format(text, path: path) }
}

private func format(_ text: String, path: String) -> FormatResult {
  let (spec, comments, found) = Parser.parse(text, file: path)
  let diagnostics = inOrder(found, of: path)
  let faults = CheckResult(program: nil, diagnostics: diagnostics, sources: [path: text])
  guard diagnostics.isEmpty else { return FormatResult(text: nil, faults: faults) }
  let formatted = SpecPrinter.text(of: spec, comments: comments, end: text.utf8.count + 1)
  return FormatResult(text: formatted, faults: faults)
}
