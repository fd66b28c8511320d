import Foundation
import RecurTraining
import RecurWeights

extension Command {
  static let curves = Command(
    name: "curves", overview: "Draw how several trainings went, beside each other.",
    discussion: """
      Reads 'metrics.csv' of folders that 'recur train' has made, and draws the losses that the trainings \
      were judged by after each epoch over the steps that they had taken. A line is called like its folder, \
      or as NAME=FOLDER says.
      """,
    arguments: [.runs], options: [.picture, .title],
    run: { invocation, console in
      let output = try invocation.required(.picture)
      guard output.hasSuffix(".svg") else {
        throw RecurFault("cannot draw to '\(output)': expected a .svg file")
      }
      let runs = try invocation.all(.runs).map(TrainedFolder.init)
      let chart = Chart(
        comparing: runs.map { ($0.name, $0.epochs) }, title: invocation[.title] ?? "")
      try AtomicFile.write([Array(chart.svg.utf8)], to: output)
      console.errors("Drew \(runs.count) trainings to '\(output)'\n")
    })
}

extension Argument {
  fileprivate static let runs = Argument(
    name: "run", help: "A folder of a training, or NAME=FOLDER.", isRepeated: true)
}

extension Option {
  fileprivate static let picture = Option(
    name: "output", letter: "o", value: "file", help: "The picture: .svg.", isRequired: true)
  fileprivate static let title = Option(
    name: "title", value: "text", help: "What stands above the picture.")
}

/// A folder of a training that has ended at least one epoch.
private struct TrainedFolder {
  /// What its line is called.
  let name: String
  /// What came of each epoch.
  let epochs: [EpochRecord]

  /// Reads what a command line names: `FOLDER` or `NAME=FOLDER`.
  init(_ text: String) throws {
    var path = text
    var label: String?
    if let equals = text.firstIndex(of: "="), !text[..<equals].contains("/") {
      label = String(text[..<equals])
      path = String(text[text.index(after: equals)...])
    }
    let folder = URL(fileURLWithPath: path, isDirectory: true)
    name = label ?? folder.lastPathComponent
    let file = folder.appending(path: TrainingRun.Files.metrics).path(percentEncoded: false)
    let source = try ByteSource(path: file)
    let text = String(decoding: try source.read(0..<source.count), as: UTF8.self)
    do throws(RecurFault) { epochs = try MetricsTable.epochs(of: text) } catch {
      throw error.about("'\(file)'")
    }
    guard !epochs.isEmpty else { throw RecurFault("'\(file)' tells of no epoch") }
  }
}
