/// Checks the spec `text`.
///
/// `path` is the name under which diagnostics show it. `sizes` are those of models that win over the
/// spec's, and so do `options`, lines of a `train` block that say how models are trained. `readFile` reads the files that vocabularies
/// name and those that are imported; it is given a name relative to the spec unless it begins with a slash, and throws a
/// `SourceFileError` where the reason is worth showing.
///
/// ```swift
/// let result = check(text, path: "Forecast.recur") { name in
///   try String(contentsOf: folder.appending(path: name), encoding: .utf8)
/// }
/// print(result.report())
/// for model in result.program?.models ?? [] { ... }
/// ```
///
/// - Complexity: O(*n*) in the length of the text and in the size to which it expands, which is
///   limited. Any text at all is answered with a result.
public func check(
  _ text: String, path: String, sizes: [String: Int] = [:], options: [String] = [],
  readFile: (String) throws -> String
) -> CheckResult {
  var sources = [Prelude.path: Prelude.text]
  sources[TrainSyntax.pathOfOptions] = options.isEmpty ? nil : TrainSyntax.text(of: options)
  sources[path] = text
  if let fault = faultOfSize(text, path: path) {
    return CheckResult(program: nil, diagnostics: [fault], sources: sources)
  }
  return onDeepStack {
    checkParts(text, path: path, sizes: sizes, sources: sources, readFile: readFile)
  }
}

private func checkParts(
  _ text: String, path: String, sizes: [String: Int], sources: [String: String],
  readFile: (String) throws -> String
) -> CheckResult {
  let (written, _, syntaxFaults) = Parser.parse(text, file: path)
  var importer = Importer(path: path, sources: sources)
  let spec = importer.gather(written, readFile: readFile)
  let sources = importer.sources
  let (options, optionFaults) =
    sources[TrainSyntax.pathOfOptions].map(Parser.parse(options:)) ?? ([], [])
  var checker = ProgramChecker(sizes: sizes, options: options)
  let models = checker.check(spec, readFile: readFile)
  var faults = syntaxFaults + importer.diagnostics + optionFaults
  // What an import should have brought is unknown, and what it would have read is unread.
  let isIncomplete = importer.diagnostics.contains { $0.severity == .error }
  faults += checker.diagnostics.filter { fault in
    if let name = fault.unknownDeclaration, written.brokenNames.contains(name) { return false }
    if Lexer.isForeignName(marked(by: fault.span, in: sources)) { return false }
    return !isIncomplete || fault.severity == .error && fault.unknownDeclaration == nil
  }
  if written.isEmpty, faults.isEmpty { faults.append(.emptySpec(at: beginning(of: path))) }
  let isSound = !faults.contains { $0.severity == .error }
  let diagnostics = inOrder(faults, of: path)
  return CheckResult(
    program: isSound ? TypedProgram(models: models) : nil, diagnostics: diagnostics,
    sources: sources)
}

/// The bytes that `span` marks.
private func marked(
  by span: SourceSpan, in sources: [String: String]
) -> Substring.UTF8View.SubSequence {
  let bytes = (sources[span.file] ?? "")[...].utf8
  return bytes.dropFirst(span.start.offset).prefix(max(0, span.end.offset - span.start.offset))
}

/// Checks the spec whose UTF-8 bytes are `bytes`; see the other `check`.
public func check(
  utf8 bytes: [UInt8], path: String, sizes: [String: Int] = [:], options: [String] = [],
  readFile: (String) throws -> String
) -> CheckResult {
  let (text, fault) = specText(utf8: bytes, path: path)
  if let fault { return CheckResult(program: nil, diagnostics: [fault], sources: [path: text]) }
  return check(text, path: path, sizes: sizes, options: options, readFile: readFile)
}

/// The text whose UTF-8 bytes are `bytes`, and the fault that they are no UTF-8.
func specText(utf8 bytes: [UInt8], path: String) -> (text: String, fault: Diagnostic?) {
  if let text = String(validating: bytes, as: UTF8.self) { return (text, nil) }
  let (line, column) = placeOfFault(in: bytes)
  let start = SourcePosition(offset: 0, line: line, column: column)
  let fault = Diagnostic.notUTF8(at: SourceSpan(file: path, start: start, end: start))
  return (String(decoding: bytes, as: UTF8.self), fault)
}

/// The fault that a spec has more bytes than a person writes.
func faultOfSize(_ text: String, path: String) -> Diagnostic? {
  let limit = Importer.maximumBytes
  guard text.utf8.count > limit else { return nil }
  return .specTooLarge(text.utf8.count, limit: limit, at: beginning(of: path))
}

/// The line and column of the first byte that is not UTF-8.
private func placeOfFault(in bytes: [UInt8]) -> (line: Int, column: Int) {
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var (line, column) = (1, 1)
  while case .scalarValue(let scalar) = decoder.decode(&iterator) {
    (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
  }
  return (line, column)
}

private func beginning(of path: String) -> SourceSpan {
  let start = SourcePosition(offset: 0, line: 1, column: 1)
  return SourceSpan(file: path, start: start, end: start)
}

/// The faults in the order of the text, those of imported files after the spec's own, each once, and not
/// more than a person reads.
func inOrder(_ diagnostics: [Diagnostic], of path: String) -> [Diagnostic] {
  let limit = 100
  var seen: Set<Diagnostic> = []
  let sorted = diagnostics.filter { seen.insert($0).inserted }.enumerated()
    .sorted { a, b in
      let (first, second) = (a.element.span, b.element.span)
      if first.file != second.file {
        return first.file == path || second.file != path && first.file < second.file
      }
      return (first.start.offset, a.offset) < (second.start.offset, b.offset)
    }
    .map(\.element)
  guard sorted.count > limit else { return sorted }
  // Errors come before warnings where there is no room for both.
  let shown = sorted.filter { $0.severity == .error } + sorted.filter { $0.severity != .error }
  return shown.prefix(limit) + [.tooMany(sorted[limit])]
}
