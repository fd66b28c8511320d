/// What a setting of a cell is.
enum Setting {
  case number(Double)
  case truth(Bool)
  /// A function of one value, element by element.
  case function(Function)

  /// A function by its name.
  struct Function {
    var name: String
    /// Whether the prelude's is meant, whatever the spec defines.
    var isPrelude: Bool
  }

  /// What equations read: a number, 1 for true and 0 for false; nil for a function, which can only be called.
  func value(at span: SourceSpan) -> CheckedValue? {
    switch self {
    case .number(let number): CheckedValue(.number(number), .scalar, at: span)
    case .truth(let truth): CheckedValue(.number(truth ? 1 : 0), .scalar, at: span)
    case .function: nil
    }
  }
}

extension Setting: CustomStringConvertible {
  /// The setting as a spec writes it.
  var description: String {
    switch self {
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .truth(let truth): "\(truth)"
    case .function(let function): function.name
    }
  }
}
