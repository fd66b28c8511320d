/// The kinds of data files, told apart by their extensions.
enum DataKind: Hashable {
  /// `.tsv` and `.csv`.
  case table
  /// `.safetensors`, `.npz` and, one for each tensor, `.npy`.
  case tensors
  /// `.txt` and all others.
  case text

  /// The kind of a file.
  init(_ path: String) {
    switch Self.fileExtension(path) {
    case "tsv", "csv": self = .table
    case "safetensors", "npz", "npy": self = .tensors
    default: self = .text
    }
  }

  /// What is behind the last dot of a file's name, in small letters.
  static func fileExtension(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The files in messages.
  var files: String {
    switch self {
    case .table: "tables (.tsv, .csv)"
    case .tensors: "tensors (.safetensors, .npz, .npy)"
    case .text: "texts"
    }
  }
}
