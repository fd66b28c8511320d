import Foundation
import RecurBinary
import RecurTraining
import RecurWeights

/// The folder of a training.
struct RunFolder {
  /// Where it is.
  let url: URL
  /// The same as it was given.
  let path: String

  /// Makes the folder, unless it is there.
  ///
  /// - Throws: where it cannot be written to, and where it holds a run that is not to be resumed.
  init(_ path: String, isResumed: Bool) throws {
    self.path = path
    url = URL(fileURLWithPath: path, isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw RecurFault("cannot make the folder '\(path)': \(error.localizedDescription)")
    }
    guard FileManager.default.isWritableFile(atPath: url.path(percentEncoded: false)) else {
      throw RecurFault("the folder '\(path)' cannot be written to")
    }
    guard isResumed || !hasCheckpoint else {
      throw RecurFault(
        "'\(path)' holds a run already: give '--resume' to go on with it, or another folder")
    }
  }

  /// Whether there is a checkpoint.
  var hasCheckpoint: Bool {
    FileManager.default.fileExists(atPath: file(TrainingRun.Files.checkpoint))
  }

  /// The path of a file.
  func file(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  /// Where the run stands, or nil where there is no checkpoint.
  ///
  /// - Throws: where it is of something else.
  func progress(of identity: [String: String]) throws -> TrainingProgress? {
    guard hasCheckpoint else { return nil }
    let path = file(TrainingRun.Files.checkpoint)
    let archive = try SafetensorsFile(path: path)
    guard let note = archive.metadata[TrainingCheckpoint.note],
      let progress = try? TrainingProgress(note: note)
    else { throw RecurFault("'\(path)' is not a checkpoint of a training") }
    for (part, mine) in identity.sorted(by: { $0.key < $1.key }) {
      let other = progress.identity[part] ?? "nothing"
      guard other != mine else { continue }
      throw RecurFault(
        "'\(path)' is of another run: its \(part) \(Self.verb(part)) '\(other)', not '\(mine)'")
    }
    return progress
  }

  private static func verb(_ part: String) -> String {
    ["data", "settings", "threads", "weights"].contains(part) ? "are" : "is"
  }
}
