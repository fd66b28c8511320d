import Foundation
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurLanguage
import RecurLowering
import RecurTestSupport
import Testing

/// No text makes the compiler trap, hang, or take memory without bound: not the parser, not the checker,
/// not the lowering, not the passes, not the emitter.
///
/// With `RECUR_FUZZ_MINUTES` it goes on for so long, from another seed each time; without it takes some
/// hundred texts. The text at hand is in the file that is printed: it is the one to keep in
/// `Tests/RecurLanguageTests/reject` if the process ends.
@Suite(.serialized) struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let minutes = environment["RECUR_FUZZ_MINUTES"].flatMap { Double($0) }

  /// The seconds of processor time that a text of some kilobytes may take in a debug build.
  private static let limit = 1.0

  /// Every spec of the repository, and random ones.
  private static func specs() throws -> [[UInt8]] {
    let files = FileManager.default.enumerator(
      at: SwiftCompiler.repository.appending(path: "Tests"), includingPropertiesForKeys: nil)
    let models = FileManager.default.enumerator(
      at: SwiftCompiler.repository.appending(path: "Sources/Models"),
      includingPropertiesForKeys: nil)
    let urls = ((files?.allObjects ?? []) + (models?.allObjects ?? [])).compactMap { $0 as? URL }
    let written = try urls.filter { $0.pathExtension == "recur" }.sorted { $0.path < $1.path }
      .map { Array(try Data(contentsOf: $0)) }
    return written.filter { !$0.isEmpty } + (0..<40).map { Array(RandomSpec(seed: $0).text.utf8) }
  }

  @Test func changedSpecsAreAnswered() throws {
    let specs = try Self.specs()
    let start = Date()
    let first = Self.minutes == nil ? 0 : Int(start.timeIntervalSince1970)
    let file = FileManager.default.temporaryDirectory.appending(path: "recur-fuzzed-\(first).recur")
    if Self.minutes != nil { print("the text at hand is \(file.path(percentEncoded: false))") }
    var count = 0
    while Self.minutes.map({ Date().timeIntervalSince(start) < $0 * 60 }) ?? (count < 300) {
      let mutator = SpecMutator(Dice(seed: UInt64(first + count)), specs: specs)
      let text = mutator.mutated()
      try Data(text).write(to: file)
      // Ends the process where a text never does.
      if Self.minutes != nil { alarm(60) }
      let before = clock()
      compile(text, at: file)
      let seconds = Double(clock() - before) / Double(CLOCKS_PER_SEC)
      if Self.minutes != nil, seconds > Self.limit {
        Issue.record("\(seconds) s for:\n\(String(decoding: text, as: UTF8.self))")
      }
      count += 1
    }
    alarm(0)
    print("\(count) texts")
    try FileManager.default.removeItem(at: file)
  }

  private func compile(_ text: [UInt8], at file: URL) {
    let result = check(utf8: text, path: "fuzzed.recur") { _ in "<s>\nhello\n<unk>\n" }
    _ = result.report()
    #expect((result.program == nil) == result.diagnostics.contains { $0.severity == .error })
    for model in result.program?.models ?? [] { #expect(lower(model).faults() == []) }
    guard result.program != nil,
      let spec = try? RecurCompiler.compile(specAt: file.path(percentEncoded: false), batch: 2)
    else { return }
    _ = emitModule([spec], with: Trial.Setting(target: "portable", batch: 2).options)
  }
}
