import Foundation
import Testing

/// The `recur` that was built beside the tests.
enum RecurProgram {
  /// Its path.
  static func path() throws -> String {
    // On macOS tests are in a bundle, elsewhere a program of their own.
    let tests = Bundle.main.bundleURL.path.hasSuffix(".xctest") ? Bundle.main.bundleURL : nil
    let candidates = [
      tests, Bundle.main.executableURL, Bundle(for: TinyModel.self).bundleURL,
      URL(filePath: CommandLine.arguments[0]),
    ].compactMap { $0?.deletingLastPathComponent().appending(path: "recur") }
    let path = candidates.map { $0.path(percentEncoded: false) }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    return try #require(path, "none of \(candidates)")
  }
}
