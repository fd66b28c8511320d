extension Operation: CustomStringConvertible {
  /// The text form, without operands.
  public var description: String {
    switch self {
    case .constant(let number): "constant \(Self.text(number))"
    case .elementwise(let function): function.name
    case .product: "product"
    case .column: "column"
    case .row: "row"
    case .reduce(let reduction): reduction.name
    case .argmax: "argmax"
    case .sample(let sampling): sampling.description
    case .gather: "gather"
    case .onehot(let count): "onehot \(count)"
    case .concatenate: "concatenate"
    case .slice(let start, let count): "slice \(start) count \(count)"
    case .element(.first): "element first"
    case .element(.last): "element last"
    case .element(.at(let time)): "element \(time)"
    case .reverse: "reverse"
    case .ahead(let steps): "ahead \(steps)"
    case .sequence: "sequence"
    case .gradient(let operation): operation.description
    case .scan(let scan): scan.description
    case .generate(let generate): generate.description
    case .kernel(let extent, let columns):
      "kernel \(extent)" + (columns.map { " by \($0)" } ?? "")
    }
  }

  /// The shortest text that reads back as `number`, without a fraction if it is an integer.
  static func text(_ number: Double) -> String {
    if number == 0, number.sign == .minus { return "-0.0" }
    if abs(number) < 1e15, let integer = Int(exactly: number) { return String(integer) }
    return number.description
  }
}

extension Scan: CustomStringConvertible {
  /// The text form, without operands.
  public var description: String {
    func list(_ directions: [Direction]) -> String {
      directions.map(\.rawValue).joined(separator: ", ")
    }
    var parts = ["inputs \(list(inputs))", "states \(states)"]
    if !outputs.isEmpty { parts.append("outputs \(list(outputs))") }
    if unroll != 1 { parts.append("unroll \(unroll)") }
    return "scan(\(parts.joined(separator: "; ")))"
  }
}

extension Generate: CustomStringConvertible {
  /// The text form, without operands.
  public var description: String {
    let until = until.map(String.init) ?? "none"
    return "generate(from \(from); until \(until); atMost \(atMost); states \(states))"
  }
}

extension Value: CustomStringConvertible {
  /// The text form, as in `%7`.
  public var description: String { "%\(number)" }
}
