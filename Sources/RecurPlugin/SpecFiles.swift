import Foundation
import PackagePlugin

/// The files of a target from which its models come.
struct SpecFiles {
  /// The target's name.
  let target: String
  /// The target's folder.
  let directory: URL
  /// The specs, sorted.
  let specs: [URL]
  /// The text files that a spec may read its vocabularies from, sorted.
  let vocabularies: [URL]
  /// The files that select what the models are generated for, of which there should be one at most.
  let settings: [URL]
  /// The names of the Swift files that people wrote.
  let sources: Set<String>

  /// Finds the files of `module`.
  init(in module: any SourceModuleTarget) {
    let files = module.sourceFiles.map(\.url)
    target = module.name
    directory = module.directoryURL
    specs = files.filter { $0.pathExtension == "recur" }.sorted { $0.plainPath < $1.plainPath }
    // A file that the manifest excludes or declares as a resource is read like any other.
    let folders = Set(specs.map { $0.deletingLastPathComponent() })
    let beside = folders.flatMap { folder in
      (try? FileManager.default.contentsOfDirectory(atPath: folder.plainPath))?
        .map { folder.appending(path: $0) } ?? []
    }
    func named(_ belongs: (URL) -> Bool) -> [URL] {
      let paths = Set((files + beside).filter(belongs).map(\.plainPath))
      return paths.sorted().map { URL(filePath: $0) }
    }
    vocabularies = named { $0.pathExtension == "txt" }
    settings = named { $0.lastPathComponent == "recur.json" }
    sources = Set(files.filter { $0.pathExtension == "swift" }.map(\.lastPathComponent))
  }

  /// The names of the files that are generated.
  var outputNames: [String] {
    specs.map { $0.deletingPathExtension().lastPathComponent + ".swift" } + ["RecurSupport.swift"]
  }

  /// Throws where the files cannot be told apart or there are none.
  func check() throws {
    if specs.isEmpty { throw PluginError.noSpec(target: target, directory: directory) }
    if settings.count > 1 { throw PluginError.severalSettings(target: target, files: settings) }
    var specOfOutput = ["RecurSupport.swift": "the functions that all models share"]
    for (spec, output) in zip(specs, outputNames) {
      if let other = specOfOutput.updateValue(spec.plainPath, forKey: output) {
        throw PluginError.sameOutput(
          target: target, spec: spec, output: output, reason: "is also generated for \(other)")
      }
      if sources.contains(output) {
        throw PluginError.sameOutput(
          target: target, spec: spec, output: output, reason: "is already a file of the target")
      }
    }
  }
}

extension URL {
  /// The path as the file system knows it, with spaces as spaces.
  var plainPath: String { path(percentEncoded: false) }
}
