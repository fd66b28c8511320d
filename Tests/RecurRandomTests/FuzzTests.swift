import Foundation
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurLanguage
import RecurLowering
import RecurPasses
import RecurTestSupport
import Testing

/// No text makes the compiler trap, hang, or take memory without bound: not the parser, not the checker,
/// not the lowering, not the passes, not the emitter; and none is formatted into another spec.
///
/// With `RECUR_FUZZ_MINUTES` it goes on for so long, from another seed each time; without it takes some
/// hundred texts. The text at hand is in the file that is printed: it is the one to keep in
/// `Tests/RecurLanguageTests/reject` if the process ends.
@Suite(.serialized) struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let minutes = environment["RECUR_FUZZ_MINUTES"].flatMap { Double($0) }

  /// The seconds of processor time that a text may take in a debug build: to be checked, where calls expand to
  /// 200,000 expressions at most (`too-many-operations` takes 2.6); and to be lowered, differentiated and
  /// compiled if it is a spec, for each 5,000 nodes (20,000 take 13 in all; thirty layers for batches take 1.2,
  /// with the verifier after each pass).
  private static let limits = (check: 5.0, compile: 10.0)

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
      var program: TypedProgram?
      let checking = Self.seconds { program = checked(text) }
      // What the time for a spec is multiplied by.
      var parts = 1
      let compiling = Self.seconds {
        guard let program else { return }
        parts += lowered(program) / 5_000
        if Self.minutes != nil { alarm(60 * UInt32(parts)) }
        compile(file)
      }
      // Tests beside this one take processor time, too.
      if Self.minutes != nil,
        checking > Self.limits.check || compiling > Self.limits.compile * Double(parts)
      {
        let text = String(decoding: text, as: UTF8.self)
        Issue.record("\(checking) s to check and \(compiling) s to compile:\n\(text)")
      }
      count += 1
    }
    alarm(0)
    print("\(count) texts")
    try FileManager.default.removeItem(at: file)
  }

  private static func seconds(_ work: () -> Void) -> Double {
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  /// What `text` says if it is a spec, which then is printed as the same one.
  private func checked(_ text: [UInt8]) -> TypedProgram? {
    let result = check(utf8: text, path: "fuzzed.recur") { _ in "<s>\nhello\n<unk>\n" }
    _ = result.report()
    let printed = String(validating: text, as: UTF8.self).flatMap { PrintedSpec($0) }
    if let printed {
      #expect(printed.fault == nil, "\(printed.text)")
    } else {
      #expect(result.program == nil)
    }
    #expect((result.program == nil) == result.diagnostics.contains { $0.severity == .error })
    return result.program
  }

  /// Lowers the models of `program`, differentiates those that are trained, and returns how many nodes the
  /// models have.
  private func lowered(_ program: TypedProgram) -> Int {
    var count = 0
    for model in program.models {
      let graph = lower(model)
      #expect(graph.faults() == [])
      graph.body.forEachNode { _ in count += 1 }
      guard let training = lowerTraining(model)?.graph else { continue }
      #expect(training.faults() == [])
      let gradients = try? training.differentiated(training.body.results[0], byStates: true)
      #expect(gradients?.faults() ?? [] == [])
    }
    return count
  }

  private func compile(_ file: URL) {
    let path = file.path(percentEncoded: false)
    guard let spec = try? RecurCompiler.compile(specAt: path, batch: 2) else { return }
    _ = emitModule([spec], with: Trial.Setting(target: "portable", batch: 2).options)
  }
}
