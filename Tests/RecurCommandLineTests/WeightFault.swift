import Foundation
import RecurWeights

/// A way to spoil the weights of `TinyModel`.
struct WeightFault: Sendable {
  var name: String
  var spoil: @Sendable (TinyModel) throws -> Void

  static let all: [WeightFault] = [
    bytes("truncated in its data") { $0.removeLast(10) },
    bytes("truncated in its header") { $0.removeLast($0.count - 40) },
    bytes("empty") { $0 = [] },
    bytes("a header that is no JSON") { $0[8] = UInt8(ascii: "[") },
    bytes("a header of 2^60 bytes") { $0[7] = 0x10 },
    bytes("more data than tensors") { $0 += [0, 0, 0, 0] },
    tensors("an extra tensor") { $0["more"] = HostTensor([1] as [Float], shape: [1]) },
    tensors("a missing tensor") { $0["h.Wz"] = nil },
    tensors("a misspelt tensor") { tensors in
      tensors["h.WZ"] = tensors.removeValue(forKey: "h.Wz")
    },
    tensors("a wrong shape") { tensors in
      tensors["h.Wz"] = HostTensor([Float](repeating: 0, count: 12), shape: [3, 4])
    },
    tensors("integers") { tensors in
      tensors["h.bz"] = HostTensor([Int32](repeating: 0, count: 4), shape: [4])
    },
    tensors("not a number") { tensors in
      tensors["h.bz"] = HostTensor([0, .nan, 0, 0] as [Float], shape: [4])
    },
    WeightFault(name: "no file") { model in
      try FileManager.default.removeItem(atPath: model.path("weights.safetensors"))
    },
    WeightFault(name: "a folder") { model in
      try FileManager.default.removeItem(atPath: model.path("weights.safetensors"))
      try FileManager.default.createDirectory(
        atPath: model.path("weights.safetensors"), withIntermediateDirectories: false)
    },
  ]

  private static func bytes(
    _ name: String, _ change: @escaping @Sendable (inout [UInt8]) -> Void
  ) -> WeightFault {
    WeightFault(name: name) { model in
      var bytes = try model.bytes("weights.safetensors")
      change(&bytes)
      try model.write(bytes: bytes, to: "weights.safetensors")
    }
  }

  private static func tensors(
    _ name: String, _ change: @escaping @Sendable (inout [String: HostTensor]) -> Void
  ) -> WeightFault {
    WeightFault(name: name) { model in
      var tensors = try model.tensors("weights.safetensors")
      change(&tensors)
      try model.write(tensors, to: "weights.safetensors")
    }
  }
}
