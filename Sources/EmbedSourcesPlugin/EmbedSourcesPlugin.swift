import Foundation
import PackagePlugin

/// Makes the sources that every built executable shares part of the target it is applied to.
@main
struct EmbedSourcesPlugin: BuildToolPlugin {
  /// The folders below `Sources` whose files are embedded.
  private static let folders = ["RecurWeights", "RecurBinary", "CRecurSIMD/include"]

  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let sources = context.package.directoryURL.appending(
      path: "Sources", directoryHint: .isDirectory)
    let files = try Self.folders.flatMap { folder in
      try FileManager.default
        .subpathsOfDirectory(atPath: plain(sources.appending(path: folder)))
        .filter { ["swift", "h", "modulemap"].contains(($0 as NSString).pathExtension) }
        .map { "\(folder)/\($0)" }
    }.sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files into \(target.name)",
        executable: try context.tool(named: "EmbedSources").url,
        arguments: [plain(output), plain(sources)] + files,
        inputFiles: files.map { sources.appending(path: $0) },
        outputFiles: [output])
    ]
  }

  private func plain(_ url: URL) -> String { url.path(percentEncoded: false) }
}
