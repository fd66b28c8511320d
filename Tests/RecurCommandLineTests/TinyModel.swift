import Foundation
import RecurWeights

@testable import RecurCommandLine

/// A model that is small enough to be built in a test, with the files that go with it.
final class TinyModel: Sendable {
  static let text = """
    model Tiny {
      input t: sequence of token(5)
      h = GRU(4)(embedding(t, 3))
      output y: [2] = softmax(dense(h.last, 2))
    }

    """

  /// Where everything is; the name has a space, which must make no difference.
  let folder: URL

  /// Makes the folder with `tiny.recur`, `weights.safetensors` and `in.safetensors`.
  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recur tests \(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(Self.text.utf8).write(to: folder.appendingPathComponent("tiny.recur"))
    let made = CapturedRun(["init", path("tiny.recur"), "-o", path("weights.safetensors")])
    guard made.code == 0 else { throw RecurFault(made.errors) }
    try write(["t": HostTensor([1, 4, 0] as [Int32], shape: [3])], to: "in.safetensors")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes tensors to a file in the folder.
  func write(_ tensors: [String: HostTensor], to name: String) throws {
    try SafetensorsWriter.write(tensors, to: path(name))
  }

  /// The tensors of a file in the folder.
  func tensors(_ name: String) throws -> [String: HostTensor] {
    try SafetensorsFile(path: path(name)).allTensors()
  }

  /// The bytes of a file in the folder.
  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// Replaces the bytes of a file in the folder.
  func write(bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }
}
