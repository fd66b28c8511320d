import Foundation
import RecurTemplates
import RecurWeights

/// Runs the compilers in a folder, on files and to files that are named by their paths in it.
struct CompilerDriver: Sendable {
  /// The compilers.
  var toolchain: Toolchain
  /// Where sources and objects are.
  var folder: WorkFolder

  /// Compiles files to an object, or to assembly source where `output` is called so.
  func compileSwift(
    _ files: [String], named module: String, _ flags: [String], to output: String? = nil
  ) throws {
    let output = output ?? "\(module).o"
    let modules = ["CRecurSIMD", EmbeddedWeightsTemplate.moduleName, VariantsTemplate.moduleName]
    try run(
      toolchain.swift,
      ["-swift-version", "6", "-wmo", "-static-stdlib", "-module-name", module, "-I", "."]
        + modules.flatMap { ["-Xcc", "-Imodules/\($0)"] } + flags
        + [output.hasSuffix(".s") ? "-S" : "-c", "-o", output] + files)
  }

  /// Compiles a file of C or assembly to an object.
  func compileC(_ file: String, to object: String, _ flags: [String] = []) throws {
    try run(toolchain.clang, flags + ["-c", file, "-o", object])
  }

  /// Links objects to `executable`.
  func link(_ objects: [String]) throws {
    var flags = ["-static-stdlib"] + objects + ["-o", "executable"]
    #if os(Linux)
      flags += ["-Xlinker", "--gc-sections", "-Xlinker", "-s"]
    #elseif canImport(Darwin)
      flags += ["-Xlinker", "-dead_strip", "-Xlinker", "-x"]
    #endif
    try run(toolchain.swift, flags)
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let outcome = try Subprocess.run(program, arguments, in: folder.url)
    guard outcome.status == 0 else { throw CompilerFault(outcome: outcome) }
  }

  /// Does `work`; keeps the folder if a compiler refuses what it is given.
  func keepingFaults<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let fault as CompilerFault {
      let lines = fault.outcome.output.split(separator: "\n").prefix(40).joined(separator: "\n")
      throw InternalFault(
        message: """
          emitted source does not build (exit code \(fault.outcome.status)); this is a fault of \
          Recur, not of your spec. Everything needed to look into it is in '\(try keep())'.
          \(lines)
          """)
    }
  }

  /// Moves a temporary folder to where it is not removed.
  private func keep() throws -> String {
    guard !folder.isKept else { return folder.url.path }
    let kept = folder.url.deletingLastPathComponent()
      .appendingPathComponent("kept-\(folder.url.lastPathComponent)")
    try FileManager.default.moveItem(at: folder.url, to: kept)
    return kept.path
  }

}

/// What a compiler says of source that it does not take.
private struct CompilerFault: Error {
  var outcome: Subprocess.Outcome
}
