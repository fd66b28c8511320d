/// Checks the spec `text`.
///
/// `path` is the name under which diagnostics show it. `readFile` reads the files that vocabularies
/// name; it is given the name as the spec writes it, relative to the spec.
public func check(
  _ text: String, path: String, readFile: (String) throws -> String
) -> CheckResult {
  CheckResult(program: TypedProgram(models: []), diagnostics: [], sources: [path: text])
}
