extension TensorType: CustomStringConvertible {
  /// The text form, as in `sequence(x) of [64]`.
  public var description: String {
    var text = ""
    switch length {
    case .fixed(let count)?: text = "sequence(\(count)) of "
    case .variable(let name)?: text = "sequence(\(name)) of "
    case nil: break
    }
    switch element {
    case .real: return text + "[\(shape.map(String.init).joined(separator: ", "))]"
    case .token(let count): return text + "token(\(count))"
    }
  }

  /// The text form of several types.
  static func list(_ types: [TensorType]) -> String {
    types.map(\.description).joined(separator: ", ")
  }
}
