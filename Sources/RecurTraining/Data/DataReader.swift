import RecurBinary
import RecurWeights

/// Turns data files into examples.
public enum DataReader {
  /// Reads files into examples of a model.
  ///
  /// | files | hold |
  /// | --- | --- |
  /// | `.tsv`, `.csv` | a table with a header; a row is an example or a time step |
  /// | `.safetensors`, `.npz` | a tensor for each value, examples along its first axis |
  /// | `NAME=FILE.npy` | the same, a file for each tensor |
  /// | all others | text, for models that take one text |
  ///
  /// - Parameters:
  ///   - files: paths, `NAME=PATH` for those that hold one tensor; all of one kind. What they hold is read
  ///     as if it were in one file, but that a series of a table without groups ends with its file.
  ///   - values: what an example has, inputs before targets.
  ///   - options: how it is cut out of the files.
  /// - Throws: the first fault, naming file, line and column where they are known.
  public static func read(
    _ files: [String], values: [ExampleValue], options: DataOptions = DataOptions()
  ) throws(RecurFault) -> Examples {
    var opened: [DataFile] = []
    for file in files { opened.append(try DataFile(file, values: values)) }
    return try read(opened, values: values, options: options)
  }

  /// Reads opened files.
  static func read(
    _ files: [DataFile], values: [ExampleValue], options: DataOptions
  ) throws(RecurFault) -> Examples {
    guard let first = files.first else { throw RecurFault("there are no data files") }
    let kind = first.kind
    if let other = files.first(where: { $0.kind != kind }) {
      throw RecurFault(
        "'\(first.name)' and '\(other.name)' cannot be read together: "
          + "data files are of one kind, \(kind.files) or \(other.kind.files)")
    }
    try options.check(kind, values)
    var examples = Examples(of: values)
    switch kind {
    case .text: try TextReader(values, options).read(files, to: &examples)
    case .table: try TableReader.read(files, options, to: &examples)
    case .tensors: try TensorReader(options).read(files, to: &examples)
    }
    guard examples.count > 0 else {
      let names = files.map { "'\($0.name)'" }.joined(separator: ", ")
      throw RecurFault("there is no example in \(names)")
    }
    return examples
  }
}
