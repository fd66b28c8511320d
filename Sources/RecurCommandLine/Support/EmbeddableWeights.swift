import Foundation
import RecurBinary
import RecurGraph
import RecurWeights

/// The weights that an executable carries along.
enum EmbeddableWeights {
  /// The safetensors file at `path`, or a file made of another kind, once it is certain that it fits
  /// the model; its numbers as a model at `precision` reads them.
  static func bytes(
    of path: String, for signature: ModelSignature, _ precision: Precision
  ) throws -> [UInt8] {
    let archive = try TensorFile.weights(path)
    let binding = try WeightBinding(signature.parameters, in: archive)
    var tensors: [String: HostTensor] = [:]
    for parameter in signature.parameters {
      let (path, shape) = (parameter.path, parameter.shape)
      tensors[path] =
        precision == .f64
        ? HostTensor(try binding.doubles(path, shape), shape: shape)
        : HostTensor(try binding.floats(path, shape), shape: shape)
    }
    return SafetensorsWriter.bytes(tensors)
  }
}
