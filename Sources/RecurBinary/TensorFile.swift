#if canImport(RecurWeights)
  import RecurWeights
#endif

/// The files that tensors come from and go to on a command line, told apart by their extensions.
public enum TensorFile {
  /// The longest file of inputs that is read, since all of it goes to memory.
  public static let inputLimit = 1 << 32

  /// Reads input tensors; an `.npy` file holds the only one of `inputs`.
  public static func read(
    _ path: String, inputs: [ModelSignature.Value]
  ) throws(RecurFault) -> [String: HostTensor] {
    if path.hasSuffix(".npy") && inputs.count != 1 {
      let names = inputs.map { "'\($0.name)'" }.joined(separator: ", ")
      throw RecurFault("'\(path)' holds one tensor, but the model takes \(names)")
    }
    let source = try open(path, extensions: [".safetensors", ".npz", ".npy"])
    guard source.count <= inputLimit else {
      throw RecurFault("'\(path)' is over \(inputLimit) bytes long")
    }
    if path.hasSuffix(".npy") { return [inputs[0].name: try NumpyFile.read(source)] }
    return try archive(source).allTensors()
  }

  /// Opens a file of weights: `.safetensors` or `.npz`.
  public static func weights(_ path: String) throws(RecurFault) -> any TensorArchive {
    try archive(try open(path, extensions: [".safetensors", ".npz"]))
  }

  private static func open(
    _ path: String, extensions: [String]
  ) throws(RecurFault) -> ByteSource {
    guard extensions.contains(where: { path.hasSuffix($0) }) else {
      let list = extensions.dropLast().joined(separator: ", ") + " or " + (extensions.last ?? "")
      throw RecurFault("cannot read '\(path)': expected a \(list) file")
    }
    return try ByteSource(path: path)
  }

  private static func archive(_ source: ByteSource) throws(RecurFault) -> any TensorArchive {
    if source.name.hasSuffix(".npz") { return try NumpyArchive(source) }
    return try SafetensorsFile(source)
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
