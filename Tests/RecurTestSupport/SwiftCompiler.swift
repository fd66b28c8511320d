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

  /// The module of what every built executable shares: `files` of `build` import it.
  public static let support = "RecurBinary"

  /// Where the support module is, compiled once for all executables of this process.
  ///
  /// It takes 4 s without optimisation. Compiled with optimisation along with each executable it took 17 s
  /// of each.
  private static let supportFolder = Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-support-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { SwiftCompiler.removeSupport() }
    let header = repository.appending(path: "Sources/CRecurSIMD/include/CRecurSIMD.h")
    try "module CRecurSIMD { header \"\(header.path(percentEncoded: false))\" export * }\n".write(
      to: folder.appending(path: "module.modulemap"), atomically: true, encoding: .utf8)
    try compile(sources(of: "RecurWeights") + sources(of: "RecurBinary"), as: support, in: folder)
    return folder
  }

  private static func removeSupport() {
    if let folder = try? supportFolder.get() { try? FileManager.default.removeItem(at: folder) }
  }

  /// Compiles `files` as the module `name`, which then is in `folder`, and returns its object.
  @discardableResult
  public static func compile(
    _ files: [URL], flags: [String] = [], as name: String, in folder: URL
  ) throws -> URL {
    try run(
      "swiftc",
      ["-wmo", "-parse-as-library", "-module-name", name, "-emit-module", "-c"] + flags
        + ["-o", "\(name).o"] + files.map { $0.path(percentEncoded: false) }, in: folder)
    return folder.appending(path: "\(name).o")
  }

  /// Compiles `files`, which may be objects, too, as one module, and links it with what every executable shares, to `executable`.
  public static func build(_ files: [URL], flags: [String], to executable: URL) throws {
    let shared = try supportFolder.get()
    try run(
      "swiftc",
      ["-Ounchecked", "-wmo", "-num-threads", "2", "-module-name", "Built"] + flags
        + ["-I", shared.path(percentEncoded: false)]
        + files.map { $0.path(percentEncoded: false) }
        + [shared.appending(path: "\(support).o").path(percentEncoded: false)]
        + ["-o", executable.path(percentEncoded: false)],
      in: executable.deletingLastPathComponent())
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
