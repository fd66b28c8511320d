import RecurEmit

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
  static let target = Option(
    name: "target", letter: "t", value: "target",
    help: "The processor: \(TargetDescription.table.map(\.name).joined(separator: ", ")).")

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

extension Invocation {
  /// The target that is asked for, else `standard`.
  func target(standard: TargetDescription) throws -> TargetDescription {
    guard let name = self[.target] else { return standard }
    if let target = TargetDescription.named(name) { return target }
    let names = TargetDescription.table.map(\.name)
    throw fault("unknown target '\(name)'\(Suggestion.phrase(for: name, amongFew: names))")
  }
}
