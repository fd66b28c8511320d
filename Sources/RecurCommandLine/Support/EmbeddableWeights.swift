import Foundation
import RecurBinary
import RecurWeights

/// The weights that an executable carries along.
enum EmbeddableWeights {
  /// The safetensors file at `path`, or a file made of another kind, once it is certain that it fits
  /// the model.
  static func bytes(of path: String, for signature: ModelSignature) throws -> [UInt8] {
    let archive = try TensorFile.weights(path)
    let binding = try WeightBinding(signature.parameters, in: archive)
    var tensors: [String: HostTensor] = [:]
    for parameter in signature.parameters {
      let values = try binding.floats(parameter.path, parameter.shape)
      tensors[parameter.path] = HostTensor(values, shape: parameter.shape)
    }
    return SafetensorsWriter.bytes(tensors)
  }
}
