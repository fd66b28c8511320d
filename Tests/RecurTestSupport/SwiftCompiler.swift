import Foundation

/// The Swift compiler of the toolchain that runs the tests.
public enum SwiftCompiler {
  /// What went wrong when a command was run.
  public struct Failure: Error, CustomStringConvertible {
    /// The command's output.
    public let description: String
  }

  /// The repository that holds the tests.
  public static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The Swift files of a folder of `Sources`, sorted.
  public static func sources(of module: String) throws -> [URL] {
    let folder = repository.appending(path: "Sources").appending(path: module)
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let urls = files?.allObjects as? [URL] ?? []
    return urls.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
  }

  /// Compiles `files` and the sources of every built executable as one module to `executable`.
  public static func build(_ files: [URL], flags: [String], to executable: URL) throws {
    let folder = executable.deletingLastPathComponent()
    let header = repository.appending(path: "Sources/CRecurSIMD/include/CRecurSIMD.h")
    try "module CRecurSIMD { header \"\(header.path(percentEncoded: false))\" export * }\n".write(
      to: folder.appending(path: "module.modulemap"), atomically: true, encoding: .utf8)
    let support = try sources(of: "RecurWeights") + sources(of: "RecurBinary")
    try run(
      "swiftc",
      ["-Ounchecked", "-wmo", "-num-threads", "2", "-module-name", "Built"] + flags
        + ["-I", folder.path(percentEncoded: false)]
        + (files + support).map { $0.path(percentEncoded: false) }
        + ["-o", executable.path(percentEncoded: false)], in: folder)
  }

  /// Runs `command`, which is looked for on PATH unless it is a path, and returns what it prints; throws
  /// that if it fails.
  @discardableResult
  public static func run(
    _ command: String, _ arguments: [String], in folder: URL
  ) throws -> String {
    let outcome = try Outcome(of: command, arguments, in: folder)
    guard outcome.isSuccess else {
      throw Failure(description: "\(command) \(arguments.first ?? ""):\n\(outcome.output)")
    }
    return outcome.output
  }
}
