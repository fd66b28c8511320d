/// Reads the files that a spec imports, and those that they import.
///
/// Of an imported file the spec gets the cells, functions and vocabularies; its models stay its own. A
/// file is read once, however often it is imported, so that two may import each other.
struct Importer {
  /// What is wrong with imports, and with the text of what is imported.
  private(set) var diagnostics: [Diagnostic] = []
  /// The texts of all files, by the names that diagnostics show.
  private(set) var sources: [String: String]

  /// The spec's folder, ending in a slash, or nothing.
  private let root: String
  private var seen: Set<String>

  /// The greatest size of a spec, in bytes.
  static let maximumBytes = 1 << 20
  /// The most files that a spec imports.
  static let maximumFiles = 100

  /// Reads for the spec at `path`.
  init(path: String, sources: [String: String]) {
    self.sources = sources
    root = Self.folder(of: path)
    seen = [String(path.dropFirst(root.count))]
  }

  /// `spec` with what it imports.
  mutating func gather(
    _ spec: SpecSyntax, readFile: (String) throws -> String
  ) -> SpecSyntax {
    var whole = spec
    var waiting = spec.imports.map { (name: $0.file, folder: "") }
    var next = 0
    while next < waiting.count {
      let (name, folder) = waiting[next]
      next += 1
      let file = Self.joined(folder, name.text)
      guard seen.insert(file).inserted else { continue }
      guard seen.count <= Self.maximumFiles + 1 else {
        diagnostics.append(.tooManyImports(Self.maximumFiles, at: name.span))
        break
      }
      guard var imported = read(file, named: name, readFile) else { continue }
      let inside = Self.folder(of: file)
      waiting += imported.imports.map { ($0.file, inside) }
      for index in imported.vocabularies.indices {
        guard case .file(var entries) = imported.vocabularies[index].entries else { continue }
        entries.text = Self.joined(inside, entries.text)
        imported.vocabularies[index].entries = .file(entries)
      }
      whole.cells += imported.cells
      whole.functions += imported.functions
      whole.vocabularies += imported.vocabularies
    }
    return whole
  }

  private mutating func read(
    _ file: String, named name: NameSyntax, _ readFile: (String) throws -> String
  ) -> SpecSyntax? {
    let text: String
    do { text = try readFile(file) } catch {
      diagnostics.append(.unreadableFile(name, reason: (error as? SourceFileError)?.reason))
      return nil
    }
    guard text.utf8.count <= Self.maximumBytes else {
      diagnostics.append(.importTooLarge(name, limit: Self.maximumBytes))
      return nil
    }
    let shown = (file.hasPrefix("/") ? "" : root) + file
    sources[shown] = text
    let (spec, _, faults) = Parser.parse(text, file: shown)
    diagnostics += faults
    return spec
  }

  /// Everything up to the last slash.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// `name`, seen from `folder`, without detours.
  private static func joined(_ folder: String, _ name: String) -> String {
    let whole = name.hasPrefix("/") ? name : folder + name
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
