import Foundation
import Testing

/// A package that depends on this one and has a spec of its own.
@Suite(.serialized) final class ConsumerTests {
  /// Every case edits and builds the same copy: each tree costs a build of the compiler.
  private static let shared: Result<ConsumerPackage, any Error> = Result {
    let package = try ConsumerPackage()
    atexit { try? shared.get().remove() }
    return package
  }

  private let package: ConsumerPackage
  private let spec: URL
  private let vocabulary: URL
  private let settings: URL
  private let originals: [URL: String]

  init() throws {
    package = try Self.shared.get()
    spec = package.target.appending(path: "Trend.recur")
    vocabulary = package.target.appending(path: "moods.txt")
    settings = package.target.appending(path: "recur.json")
    originals = try [spec, vocabulary, settings].reduce(into: [:]) {
      $0[$1] = try String(contentsOf: $1, encoding: .utf8)
    }
  }

  deinit {
    for (file, text) in originals {
      try? text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  @Test func answersAsTheEquationsSay() throws {
    let outcome = try package.run()
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(!outcome.output.contains("error:"), "\(outcome.output)")
    let expected = Trend.answers(to: [0.5, -1, 1.5, 0.25, -0.75, 1, 0, -0.5, 2, -2])
    for entry in ["predict", "step"] {
      let actual = outcome.output.split(separator: "\n")
        .filter { $0.hasPrefix(entry + " ") }.compactMap { Double($0.dropFirst(entry.count + 1)) }
      try #require(actual.count == expected.count, "\(outcome.output)")
      // Rounding of Float through a few steps of numbers about 1.
      for (a, b) in zip(actual, expected) { #expect(abs(a - b) < 1e-6, "\(entry): \(a), not \(b)") }
    }
    #expect(outcome.output.contains("moods [0, 1, 2]"), "\(outcome.output)")
  }

  @Test func showsWhereASpecIsBroken() throws {
    try package.edit(spec, replacing: "Leaky(3)", by: "Leeky(3)")
    try package.edit(spec, replacing: "dense(h, 1)", by: "dense(g, 1)")
    let outcome = try package.build()
    #expect(outcome.status != 0)
    let path = spec.path(percentEncoded: false)
    #expect(outcome.output.contains("\(path):16:7: error: "), "\(outcome.output)")
    #expect(outcome.output.contains("\(path):18:37: error: "), "\(outcome.output)")
    #expect(outcome.output.contains("'Leaky'"), "the fix is offered: \(outcome.output)")
  }

  @Test func generatesAgainWhenASpecChanges() throws {
    try package.edit(spec, replacing: "tanh(W", by: "sigmoid(W")
    let outcome = try package.build()
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("Generating models from Trend.recur"), "\(outcome.output)")
  }

  @Test func generatesAgainWhenAVocabularyChanges() throws {
    try package.edit(vocabulary, replacing: "rising", by: "rising\nsoaring")
    let outcome = try package.build()
    #expect(outcome.status != 0, "four moods, but three scores")
    #expect(outcome.output.contains("\(spec.path(percentEncoded: false)):26:"), "\(outcome.output)")
  }

  @Test func generatesForTheTargetThatItsSettingsSelect() throws {
    try package.edit(settings, replacing: "portable", by: "arm64")
    let outcome = try package.build()
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("Generating models from Trend.recur"), "\(outcome.output)")
  }

  @Test(arguments: [
    (#"{ "taget": "portable" }"#, "unknown key 'taget'"),
    (#"{ "target": "portable" "#, "JSON"),
    (#"{ "target": "vax" }"#, "vax"),
    (#"{ "batch": 0 }"#, "batch"),
  ])
  func saysWhatIsWrongWithItsSettings(text: String, fault: String) throws {
    try text.write(to: settings, atomically: true, encoding: .utf8)
    let outcome = try package.build()
    #expect(outcome.status != 0)
    #expect(outcome.output.contains(settings.path(percentEncoded: false)), "\(outcome.output)")
    #expect(outcome.output.contains(fault), "\(outcome.output)")
  }

  @Test func missesTheSpecOfATargetWithout() throws {
    let elsewhere = package.directory.appending(path: "Trend.recur")
    try FileManager.default.moveItem(at: spec, to: elsewhere)
    defer { try? FileManager.default.moveItem(at: elsewhere, to: spec) }
    let outcome = try package.build()
    #expect(outcome.status != 0)
    let message = "RecurPlugin on target 'Consumer': expected at least one '.recur' file"
    #expect(outcome.output.contains(message), "\(outcome.output)")
  }

  @Test func refusesASwiftFileWithTheNameOfASpec() throws {
    let clash = package.target.appending(path: "Trend.swift")
    try Data().write(to: clash)
    defer { try? FileManager.default.removeItem(at: clash) }
    let outcome = try package.build()
    #expect(outcome.status != 0)
    #expect(outcome.output.contains("becomes 'Trend.swift'"), "\(outcome.output)")
  }
}
