import Foundation
import RecurGraph

/// The tensors of a well-formed safetensors file of little-endian Floats.
struct TrainedTensors {
  private let tensors: [String: Tensor]

  init(contentsOf file: URL) throws {
    struct Entry: Decodable {
      let shape: [Int]
      let range: [Int]

      enum CodingKeys: String, CodingKey {
        case shape
        case range = "data_offsets"
      }
    }
    let data = try Data(contentsOf: file)
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    var header = try JSONSerialization.jsonObject(with: data[8..<8 + length]) as? [String: Any]
    header?["__metadata__"] = nil
    let entries = try JSONDecoder().decode(
      [String: Entry].self, from: JSONSerialization.data(withJSONObject: header ?? [:]))
    tensors = entries.mapValues { entry in
      let bytes = data[8 + length + entry.range[0]..<8 + length + entry.range[1]]
      let elements = [UInt8](bytes).withUnsafeBytes { raw in
        (0..<raw.count / 4).map {
          Double(raw.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self))
        }
      }
      return Tensor(shape: entry.shape, elements: elements)
    }
  }

  /// The weights of `graph`: under their own paths, or as the first layout says.
  func weights(of graph: Graph) -> [String: Tensor] {
    var weights: [String: Tensor] = [:]
    for (weight, value) in zip(graph.weights, graph.weightValues) {
      if let tensor = tensors[weight.path] {
        weights[weight.path] = tensor
        continue
      }
      var sum = [Double](repeating: 0, count: graph[value].count)
      let rowLength = graph[value].shape.dropFirst().reduce(1, *)
      for slice in weight.layouts.first ?? [] {
        guard let whole = tensors[slice.tensor], whole.shape == slice.shape else { continue }
        let start = slice.start * rowLength
        for index in sum.indices { sum[index] += whole.elements[start + index] }
      }
      weights[weight.path] = Tensor(shape: graph[value].shape, elements: sum)
    }
    return weights
  }
}
