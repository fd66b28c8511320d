import Foundation
import RecurTestSupport
import Testing

@testable import RecurCommandLine

/// The shipped models without trained weights carry those of `recur init --seed 1`.
@Suite struct ShippedWeightsTests {
  @Test(arguments: ["Sentiment", "Forecast", "Caption", "Classify"])
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
}
