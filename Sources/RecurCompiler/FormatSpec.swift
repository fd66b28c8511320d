import RecurLanguage

/// The spec at `path` as it is and in the layout that every spec has.
///
/// - Throws: `CompileFailure` with what is wrong with its syntax, or with reading it.
public func format(
  specAt path: String
) throws(CompileFailure) -> (before: [UInt8], after: [UInt8]) {
  let bytes = try readSpec(path)
  let result = format(utf8: bytes, path: path)
  guard let text = result.text else { throw CompileFailure(result) }
  return (bytes, Array(text.utf8))
}
