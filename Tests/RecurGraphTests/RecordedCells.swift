import Foundation
import Testing

@testable import RecurGraph

/// What ONNX Runtime made of recurrent operators: `Tests/Fixtures/record_onnxruntime.py` writes it.
struct RecordedCells: Decodable {
  /// One operator, its inputs and its outputs.
  struct Case: Decodable, CustomTestStringConvertible {
    let name: String
    let weights: [String: Recorded]
    let inputs: [String: Recorded]
    let outputs: [String: Recorded]

    var testDescription: String { name }
  }

  /// A tensor in the file.
  struct Recorded: Decodable {
    let shape: [Int]
    let elements: [Double]

    var tensor: Tensor { Tensor(shape: shape, elements: elements) }
  }

  let cases: [Case]

  /// Reads the committed file.
  static func load() throws -> [Case] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "Fixtures/onnxruntime_cells.json")
    return try JSONDecoder().decode(RecordedCells.self, from: Data(contentsOf: file)).cases
  }
}
