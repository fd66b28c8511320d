import RecurLanguage

/// Why a spec could not be compiled, for a person.
public struct CompileFailure: Error, Sendable, CustomStringConvertible {
  private let report: @Sendable (Bool) -> String

  /// Creates a failure that is about no place in the spec.
  init(_ message: String) {
    report = { isColoured in
      isColoured ? "\u{1B}[1;31merror:\u{1B}[0m \(message)\n" : "error: \(message)\n"
    }
  }

  /// Creates the failure that a spec's diagnostics tell of.
  init(_ result: CheckResult) {
    report = { result.report(inColour: $0) }
  }

  /// Creates the failure that a spec cannot be formatted.
  init(_ result: FormatResult) {
    report = { result.report(inColour: $0) }
  }

  /// What is wrong, with the lines of the spec that it is about, ending in a newline.
  public func rendered(inColour isColoured: Bool = false) -> String { report(isColoured) }

  public var description: String { rendered() }
}
