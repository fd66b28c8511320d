extension Argument {
  /// One spec.
  static let spec = Argument(name: "spec", help: "The .recur file.")
  /// One spec or more.
  static let specs = Argument(name: "spec", help: "The .recur files.", isRepeated: true)
}

extension Option {
  static let model = Option(
    name: "model", value: "name", help: "The model, if the spec has several.")
  static let weights = Option(
    name: "weights", letter: "w", value: "file", help: "The trained tensors: .safetensors or .npz.")
  static let input = Option(
    name: "input", letter: "i", value: "file",
    help: "The inputs: .safetensors or .npz, or .npy for a single one.")
  static let seed = Option(
    name: "seed", value: "number", help: "Which of the many random weights.")
  static let keep = Option(
    name: "keep", value: "folder", help: "Keep the sources and objects there.")

  /// This option with what holds when it is absent.
  func standard(_ text: String) -> Option {
    var result = self
    result.standard = text
    return result
  }

  /// This option where a command cannot do without it.
  var required: Option {
    var result = self
    result.isRequired = true
    return result
  }
}
