import Foundation
import RecurGraph

/// What ONNX Runtime made of recurrent operators: `Tests/Fixtures/record_onnxruntime.py` writes it.
public struct RecordedCells: Decodable, Sendable {
  /// One operator, its inputs and its outputs.
  public struct Case: Decodable, Sendable, CustomStringConvertible {
    /// A cell of the prelude, and `Reverse` or `Bidirectional` if it does not run forward.
    public let name: String
    private let weights: [String: Recorded]
    private let inputs: [String: Recorded]
    private let outputs: [String: Recorded]

    /// The weights, by the paths that the prelude's cell has as layer `h`.
    public var weightTensors: [String: Tensor] { weights.mapValues(\.tensor) }
    /// The sequence `x` and the initial states.
    public var inputTensors: [String: Tensor] { inputs.mapValues(\.tensor) }
    /// The sequence `y` and the final states.
    public var outputTensors: [String: Tensor] { outputs.mapValues(\.tensor) }

    /// The name.
    public var description: String { name }
  }

  /// A tensor in the file.
  private struct Recorded: Decodable {
    let shape: [Int]
    let elements: [Double]

    var tensor: Tensor { Tensor(shape: shape, elements: elements) }
  }

  private let cases: [Case]

  /// Reads the committed file.
  public static func load() throws -> [Case] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "Fixtures/onnxruntime_cells.json")
    return try JSONDecoder().decode(RecordedCells.self, from: Data(contentsOf: file)).cases
  }
}
