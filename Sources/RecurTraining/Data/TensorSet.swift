import RecurWeights

/// Tensors that belong together: those of one file, or files of one tensor each.
struct TensorSet {
  /// What messages call the files.
  let name: String
  /// The names of the tensors, sorted.
  let names: [String]
  private let source: Source

  private enum Source {
    case archive(any TensorArchive)
    case arrays([String: DataFile])
  }

  /// The sets in files, in their order; the first `.npy` files of all names are one, then the second ones.
  static func sets(
    _ files: [DataFile], _ values: [ExampleValue]
  ) throws(RecurFault) -> [TensorSet] {
    var sets: [TensorSet] = []
    var arrays: [[String: DataFile]] = []
    for file in files {
      switch DataKind.fileExtension(file.name) {
      case "safetensors": sets.append(TensorSet(try SafetensorsFile(file.source)))
      case "npz": sets.append(TensorSet(try NumpyArchive(file.source)))
      default:
        let name = try tensorName(file, values)
        if let place = arrays.firstIndex(where: { $0[name] == nil }) {
          arrays[place][name] = file
        } else {
          arrays.append([name: file])
        }
      }
    }
    return sets + arrays.map { TensorSet($0) }
  }

  private init(_ archive: any TensorArchive) {
    name = archive.name
    names = archive.tensorNames
    source = .archive(archive)
  }

  private init(_ arrays: [String: DataFile]) {
    names = arrays.keys.sorted()
    name = names.compactMap { arrays[$0]?.name }.joined(separator: "', '")
    source = .arrays(arrays)
  }

  /// What an `.npy` file holds; throws if nobody says it, or if it is nothing of the model.
  private static func tensorName(
    _ file: DataFile, _ values: [ExampleValue]
  ) throws(RecurFault) -> String {
    guard let name = file.tensor else {
      if values.count == 1 { return values[0].name }
      throw RecurFault(
        "'\(file.name)' holds one tensor: say which, as in \(values[0].name)=\(file.name)")
    }
    let names = values.flatMap {
      $0.value.isSequence ? [$0.name, "\($0.name).length"] : [$0.name]
    }
    guard names.contains(name) else {
      throw RecurFault(
        "'\(file.name)': the model has no input or target '\(name)'"
          + NearMiss.phrase(for: name, among: names))
    }
    return name
  }

  /// Reads a tensor.
  func tensor(_ name: String) throws(RecurFault) -> HostTensor {
    switch source {
    case .archive(let archive): return try archive.tensor(name)
    case .arrays(let files):
      guard let file = files[name] else { throw RecurFault("there is no '\(name)'") }
      return try NumpyFile.read(file.source)
    }
  }

  /// The type and shape of a tensor in messages, where they are known without reading it.
  func summary(_ name: String) -> String {
    guard case .archive(let archive) = source, let entry = archive.entry(name) else { return "" }
    return " \(entry.element.name) \(entry.shape)"
  }
}
