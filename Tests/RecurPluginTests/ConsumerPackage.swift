import Foundation
import RecurTestSupport

/// A copy of the consumer package in a folder whose path has spaces, and one build tree for it.
///
/// Building it compiles the compiler itself once, which takes a minute or two; later builds are
/// quick.
final class ConsumerPackage: Sendable {
  private let temporary: URL

  /// The folder of the package.
  var directory: URL { temporary.appending(path: "My App") }

  /// The folder of the target that uses the plugin.
  var target: URL { directory.appending(path: "Sources/Consumer") }

  /// Copies the package and points its dependency at this one.
  init() throws {
    let files = FileManager.default
    // SwiftPM prints paths without symbolic links, such as the one to a temporary folder.
    temporary = files.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "Recur consumer \(UUID().uuidString)")
    try files.createDirectory(at: temporary, withIntermediateDirectories: true)
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    try files.createDirectory(at: directory, withIntermediateDirectories: true)
    for name in ["Package.swift", "Sources"] {
      try files.copyItem(
        at: tests.appending(path: "Consumer/\(name)"), to: directory.appending(path: name))
    }
    let root = tests.deletingLastPathComponent().path(percentEncoded: false)
    try edit(directory.appending(path: "Package.swift"), replacing: "../..", by: root)
  }

  /// Removes the copy and what was built of it.
  func remove() { try? FileManager.default.removeItem(at: temporary) }

  /// Replaces a text that the file must hold.
  func edit(_ file: URL, replacing old: String, by new: String) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    guard text.contains(old) else { throw Missing(description: "'\(old)' in \(file)") }
    try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
  }

  /// Runs `swift build` in the package.
  func build() throws -> Outcome { try swift(["build"]) }

  /// Builds the package and runs its executable.
  func run() throws -> Outcome { try swift(["run", "--quiet", "Consumer"]) }

  private func swift(_ words: [String]) throws -> Outcome {
    let places = [
      "--package-path", directory.path(percentEncoded: false),
      "--scratch-path", temporary.appending(path: "build tree").path(percentEncoded: false),
    ]
    // SwiftPM leaves its locks in the folder for temporary files.
    let environment = ProcessInfo.processInfo.environment.merging(
      ["TMPDIR": temporary.path(percentEncoded: false)], uniquingKeysWith: { $1 })
    return try Outcome(
      of: "swift", [words[0]] + places + words.dropFirst(), environment: environment)
  }

  /// Something that the consumer package should hold.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }
}
