import Foundation
import RecurTestSupport
import Testing

@testable import RecurCommandLine

/// A command that is told to end leaves nothing behind and tells whoever started it.
@Suite("Interruption") struct InterruptionTests {
  /// What waits where the compiler would work, and has a child of its own.
  static let compiler = """
    #!/bin/sh
    [ "$1" = --version ] && { echo none; exit; }
    sleep 600 &
    echo $$ $! > "$RECUR_TEST/started"
    mv "$RECUR_TEST/started" "$RECUR_TEST/running"
    wait

    """

  @Test(arguments: [
    (["build", "tiny.recur", "-o", "tiny"], SIGINT),
    (["bench", "tiny.recur"], SIGTERM), (["bench", "--compile", "tiny.recur"], SIGHUP),
    (["demo", "hello"], SIGINT),
  ])
  func leavesNothing(_ words: [String], _ signal: Int32) throws {
    let model = try TinyModel()
    for folder in ["temporary", "cache"] {
      try FileManager.default.createDirectory(
        atPath: model.path(folder), withIntermediateDirectories: false)
    }
    try model.write(bytes: Array(Self.compiler.utf8), to: "swiftc")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: model.path("swiftc"))
    let before = try FileManager.default.contentsOfDirectory(atPath: model.folder.path).sorted()

    let process = Process()
    process.executableURL = URL(filePath: try RecurProgram.path())
    process.arguments = words.map { $0 == "tiny.recur" ? model.path($0) : $0 }
    process.currentDirectoryURL = words[0] == "demo" ? SwiftCompiler.repository : model.folder
    process.environment = ProcessInfo.processInfo.environment.merging([
      "TMPDIR": model.path("temporary"), "XDG_CACHE_HOME": model.path("cache"),
      "SWIFT_EXEC": model.path("swiftc"), "RECUR_TEST": model.folder.path,
    ]) { $1 }
    let errors = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let running = model.path("running")
    while process.isRunning, !FileManager.default.fileExists(atPath: running) { usleep(10_000) }
    try #require(process.isRunning, "it ended with \(process.terminationStatus)")
    #expect(try !files(model.path("temporary")).isEmpty)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()

    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    let compilers = try String(contentsOfFile: running, encoding: .utf8).split { $0.isWhitespace }
    for compiler in compilers { #expect(try hasEnded(#require(Int32(compiler)))) }
    #expect(try files(model.path("temporary")).isEmpty)
    #expect(try files(model.path("cache")).allSatisfy { $0 == "recur" })
    let after = try FileManager.default.contentsOfDirectory(atPath: model.folder.path).sorted()
    #expect(after == (before + ["running"]).sorted())
    let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(!told.contains("error"), "\(told)")
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder)
  }

  /// Whether a process is no more, or only waits to be buried by whoever has inherited it.
  private func hasEnded(_ process: Int32) -> Bool {
    for _ in 0..<200 {
      if kill(process, 0) != 0 { return true }
      let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      if status?.contains(") Z ") == true { return true }
      usleep(10_000)
    }
    return false
  }
}
