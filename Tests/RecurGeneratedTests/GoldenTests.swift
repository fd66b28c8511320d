import Foundation
import RecurCompiler
import RecurEmit
import Testing

/// `Generated/` is what the compiler writes today.
@Suite struct GoldenTests {
  private static let generated = Repository.root.appending(path: "Generated")

  /// The targets whose code in single precision is like no other's.
  private static let targets = TargetDescription.table.filter { $0.precisions.contains(.f32) }
    .map(\.name)

  /// The folder of each target, by the target that the header of its shared file names.
  private static func folders() throws -> [String: URL] {
    try Repository.files(in: generated).reduce(into: [:]) { folders, folder in
      let support = folder.appending(path: supportFileName)
      let header = try String(contentsOf: support, encoding: .utf8).prefix { $0 != "\n" }
      let target = try #require(header.firstMatch(of: #/ for ([\w-]+)/#), "\(support)")
      folders[String(target.1)] = folder
    }
  }

  @Test func everyTargetHasAFolder() throws {
    #expect(try Set(Self.folders().keys) == Set(Self.targets))
  }

  @Test(arguments: targets)
  func everyFileIsAsGenerated(target: String) throws {
    let folder = try #require(try Self.folders()[target])
    let description = try #require(TargetDescription.named(target))
    let emitted = emitModule(try Oracle.specs.get(), with: EmissionOptions(target: description))
    let names = try Repository.files(in: folder).map(\.lastPathComponent)
    #expect(names == emitted.map(\.name).sorted())
    for file in emitted {
      let committed = try String(contentsOf: folder.appending(path: file.name), encoding: .utf8)
      if committed != file.text { Issue.record(Self.difference(file, committed, in: folder)) }
    }
  }

  /// Where two texts part, and how to bring them together.
  private static func difference(
    _ emitted: EmittedFile, _ committed: String, in folder: URL
  ) -> Comment {
    let new = emitted.text.split(separator: "\n", omittingEmptySubsequences: false)
    let old = committed.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    return """
      Generated/\(folder.lastPathComponent)/\(emitted.name):\(line + 1):
      - \(line < old.count ? old[line] : "(end)")
      + \(line < new.count ? new[line] : "(end)")
      To take what the compiler writes now:
        swift package --allow-writing-to-package-directory generate-models
      """
  }
}
