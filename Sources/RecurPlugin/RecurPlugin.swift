import Foundation
import PackagePlugin

/// Turns the specs of a target into Swift whenever the target is built.
@main struct RecurPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target as? any SourceModuleTarget else {
      throw PluginError.notASourceModule(target: target.name)
    }
    let files = SpecFiles(in: module)
    try files.check()

    let output = context.pluginWorkDirectoryURL
    let names = files.specs.map { $0.lastPathComponent }
    // The settings are the tool's to read: SwiftPM asks a plugin again when files come and go, not
    // when their text changes. One command for all specs, since models share support functions.
    return [
      .buildCommand(
        displayName: "Generating models from \(names.joined(separator: ", "))",
        executable: try context.tool(named: "RecurGenerate").url,
        arguments: files.specs.map(\.plainPath) + ["-o", output.plainPath]
          + files.settings.flatMap { ["--settings", $0.plainPath] },
        inputFiles: files.specs + files.vocabularies + files.settings,
        outputFiles: files.outputNames.map { output.appending(path: $0) })
    ]
  }
}
