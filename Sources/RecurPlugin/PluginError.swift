import Foundation

/// A fault in how a package uses the plugin: which target, what was expected, and the remedy.
struct PluginError: Error, CustomStringConvertible, LocalizedError {
  let description: String

  var errorDescription: String? { description }

  private init(target: String, _ fault: String, remedy: String) {
    description = "RecurPlugin on target '\(target)': \(fault). \(remedy)."
  }

  static func notASourceModule(target: String) -> PluginError {
    PluginError(
      target: target, "expected a target with Swift sources",
      remedy: "Move the plugin to the target that holds the '.recur' files")
  }

  static func noSpec(target: String, directory: URL) -> PluginError {
    PluginError(
      target: target, "expected at least one '.recur' file in \(directory.plainPath)",
      remedy: "Add a spec there, or remove the plugin from the target")
  }

  static func severalSettings(target: String, files: [URL]) -> PluginError {
    PluginError(
      target: target,
      "expected one 'recur.json', found \(files.map(\.plainPath).joined(separator: " and "))",
      remedy: "Keep one, since the models of a target are generated together")
  }

  static func sameOutput(
    target: String, spec: URL, output: String, reason: String
  ) -> PluginError {
    PluginError(
      target: target, "\(spec.plainPath) becomes '\(output)', which \(reason)",
      remedy: "Rename one of them")
  }
}
