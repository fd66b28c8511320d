import Foundation
import RecurTestSupport
import Testing

@testable import RecurCommandLine

/// The shipped models without trained weights carry those of `recur init --seed 1`.
@Suite struct ShippedWeightsTests {
  @Test(arguments: ["Forecast", "Caption", "Classify"])
  func areThoseOfTheFirstSeed(_ name: String) throws {
    let models = SwiftCompiler.repository.appending(path: "Sources/Models")
    let made = FileManager.default.temporaryDirectory.appending(
      path: "recur-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: made) }
    let spec = models.appending(path: "\(name).recur").path(percentEncoded: false)
    let run = CapturedRun(["init", spec, "--seed", "1", "-o", made.path(percentEncoded: false)])
    #expect(run.code == 0, "\(run.errors)")
    let shipped = try Data(contentsOf: models.appending(path: "\(name).safetensors"))
    #expect(try Data(contentsOf: made) == shipped)
  }

  @Test(arguments: [
    ("i loved it", true), ("one of the best films of the year", true),
    ("Great sound and easy to use", true), ("a waste of time", false),
    ("a dull film without a single idea", false), ("it stopped working after two weeks", false),
  ])
  func sentimentTellsWhatReviewsAre(_ review: String, _ isFavourable: Bool) throws {
    let models = SwiftCompiler.repository.appending(path: "Sources/Models")
    let paths = ["recur", "safetensors"].map {
      models.appending(path: "Sentiment.\($0)").path(percentEncoded: false)
    }
    let run = CapturedRun(["run", paths[0], "-w", paths[1], review])
    #expect(run.code == 0, "\(run.errors)")
    let shares = run.output.split(whereSeparator: \.isWhitespace).dropFirst().compactMap {
      Double($0)
    }
    try #require(shares.count == 2, "\(run.output)")
    #expect((shares[1] > shares[0]) == isFavourable, "\(shares)")
  }
}
