import Foundation
import Testing

@testable import RecurCommandLine
@testable import RecurTraining

/// `recur curves` draws a line for each training.
@Suite("Curves") struct CurvesCommandTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "recur-curves-\(UUID().uuidString)")

  private func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  /// Writes what a training leaves in a folder.
  private func train(_ name: String, _ losses: [Double]) throws {
    let epochs = losses.enumerated().map { index, loss in
      EpochRecord(
        steps: 10 * (index + 1), loss: loss, validation: loss, norm: 1, rate: 0.1, seconds: 1)
    }
    try FileManager.default.createDirectory(
      at: folder.appending(path: name), withIntermediateDirectories: true)
    try Data(MetricsTable(epochs).text.utf8).write(
      to: folder.appending(path: "\(name)/metrics.csv"))
  }

  @Test func drawsALineForEachTraining() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try train("slow", [3, 2.5, 2])
    try train("fast", [3, 1])
    let run = CapturedRun([
      "curves", path("slow"), "quick=" + path("fast"), "-o", path("both.svg"), "--title", "Race",
    ])
    #expect(run.code == 0, "\(run.errors)")
    let picture = try String(contentsOfFile: path("both.svg"), encoding: .utf8)
    for text in [">slow<", ">quick<", ">Race<", ">validation loss<"] {
      #expect(picture.contains(text), "\(text)")
    }
    #expect(!picture.contains(">fast<"))
  }

  @Test func tellsWhatIsNoTraining() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try train("empty", [])
    try train("good", [1])
    try train("broken", [1, 2])
    try Data("epoch\n1\n".utf8).write(to: folder.appending(path: "broken/metrics.csv"))
    for (words, message) in [
      ([path("missing")], "metrics.csv"), ([path("empty")], "tells of no epoch"),
      ([path("broken")], "expected a table of epochs"),
    ] {
      let run = CapturedRun(["curves"] + words + ["-o", path("a.svg")])
      #expect(run.code == 1)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
    let run = CapturedRun(["curves", path("good"), "-o", path("a.png")])
    #expect(run.code == 1)
    #expect(run.errors.contains("expected a .svg file"))
    #expect(!FileManager.default.fileExists(atPath: path("a.svg")))
  }
}
