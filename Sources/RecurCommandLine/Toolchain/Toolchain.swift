import Foundation
import RecurWeights

/// The Swift compiler of this machine, and the C compiler that comes with it.
struct Toolchain: Sendable {
  /// The path of `swiftc`.
  var swift: String
  /// The path of `clang`.
  var clang: String

  /// Finds the compilers: `swiftc` is what `SWIFT_EXEC` names, else the first on `PATH`, and `clang`
  /// lies beside it, else on `PATH`.
  static func find(
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Toolchain {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let swift: String
    if let chosen = environment["SWIFT_EXEC"], !chosen.isEmpty {
      guard isProgram(chosen) else {
        throw RecurFault("SWIFT_EXEC is '\(chosen)', which is no executable file")
      }
      swift = chosen
    } else if let found = program("swiftc", in: folders) {
      swift = found
    } else {
      throw RecurFault(
        "no Swift compiler found: put 'swiftc' on PATH or its path into SWIFT_EXEC "
          + "(https://swift.org/install)")
    }
    let real = URL(fileURLWithPath: swift).resolvingSymlinksInPath()
    let beside = [URL(fileURLWithPath: swift), real].map { $0.deletingLastPathComponent().path }
    guard let clang = program("clang", in: beside + folders) else {
      throw RecurFault("no C compiler found: 'clang' is neither beside '\(swift)' nor on PATH")
    }
    return Toolchain(swift: swift, clang: clang)
  }

  private static func program(_ name: String, in folders: [String]) -> String? {
    folders.map { "\($0)/\(name)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }
}
