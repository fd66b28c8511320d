import RecurBinary
import RecurWeights

/// An opened data file.
struct DataFile {
  /// What messages call it: its path.
  var name: String { source.name }
  /// What it holds.
  let kind: DataKind
  /// The tensor that it is, in front of `=`, for an `.npy` file.
  let tensor: String?
  /// Its bytes.
  let source: ByteSource

  /// Opens what a command line names: a path, or `NAME=PATH`.
  init(_ file: String, values: [ExampleValue]) throws(RecurFault) {
    var tensor: String?
    var path = file
    if let equals = file.firstIndex(of: "="), !file[..<equals].contains("/") {
      let name = String(file[..<equals])
      let isNumpy = DataKind.fileExtension(file) == "npy"
      if isNumpy || values.contains(where: { $0.name == name }) {
        guard isNumpy else {
          throw RecurFault("cannot read '\(file)': only .npy files are named so, NAME=FILE.npy")
        }
        tensor = name
        path = String(file[file.index(after: equals)...])
      }
    }
    try self.init(try ByteSource(path: path), tensor: tensor)
  }

  /// Uses bytes that may be called `tensor`; throws if they are too many.
  init(_ source: ByteSource, tensor: String? = nil) throws(RecurFault) {
    guard source.count <= TensorFile.inputLimit else {
      throw RecurFault("'\(source.name)' is over \(TensorFile.inputLimit) bytes long")
    }
    self.source = source
    self.tensor = tensor
    kind = DataKind(source.name)
  }
}
