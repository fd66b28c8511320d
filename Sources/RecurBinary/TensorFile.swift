#if canImport(RecurWeights)
  import RecurWeights
#endif

/// The files that tensors come from and go to on a command line, told apart by their extensions.
public enum TensorFile {
  /// Reads input tensors; an `.npy` file holds the only one of `inputs`.
  public static func read(
    _ path: String, inputs: [ModelSignature.Value]
  ) throws(RecurFault) -> [String: HostTensor] {
    if path.hasSuffix(".npy") {
      guard inputs.count == 1 else {
        let names = inputs.map { "'\($0.name)'" }.joined(separator: ", ")
        throw RecurFault("'\(path)' holds one tensor, but the model takes \(names)")
      }
      return [inputs[0].name: try NumpyFile.read(path: path)]
    }
    return try archive(path).allTensors()
  }

  /// Opens a file of named tensors: `.safetensors` or `.npz`.
  public static func archive(_ path: String) throws(RecurFault) -> any TensorArchive {
    if path.hasSuffix(".npz") { return try NumpyArchive(path: path) }
    guard path.hasSuffix(".safetensors") else {
      throw RecurFault("cannot read '\(path)': expected a .safetensors, .npz or .npy file")
    }
    return try SafetensorsFile(path: path)
  }

  /// Throws if output tensors cannot go to a file of this name.
  public static func checkOutput(
    _ path: String, outputs: [ModelSignature.Value]
  ) throws(RecurFault) {
    if path.hasSuffix(".safetensors") { return }
    guard path.hasSuffix(".npy") else {
      throw RecurFault("cannot write '\(path)': expected a .safetensors or .npy file")
    }
    guard outputs.count == 1 else {
      throw RecurFault("'\(path)' can hold one tensor, but the model has \(outputs.count) outputs")
    }
  }

  /// Writes output tensors.
  ///
  /// An `.npy` file takes a batch of sequences only if they are all of one length, since it has no place
  /// for the lengths.
  public static func write(
    _ tensors: [String: HostTensor], to path: String, outputs: [ModelSignature.Value]
  ) throws(RecurFault) {
    try checkOutput(path, outputs: outputs)
    guard path.hasSuffix(".npy"), let name = outputs.first?.name, let tensor = tensors[name] else {
      return try SafetensorsWriter.write(tensors, to: path)
    }
    if let lengths = try tensors["\(name).length"]?.integers() {
      guard lengths.allSatisfy({ $0 == tensor.shape[1] }) else {
        throw RecurFault(
          "'\(path)' cannot hold sequences of different lengths; write a .safetensors file")
      }
    }
    try NumpyFile.write(tensor, to: path)
  }
}
