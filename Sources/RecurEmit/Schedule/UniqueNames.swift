/// Makes Swift identifiers that differ from each other.
struct UniqueNames {
  private var taken: Set<String>

  /// Creates a source of names that differ from `reserved` too.
  init(reserved: Set<String> = []) { taken = reserved.union(Self.keywords) }

  /// An identifier like `name` that has not been made before.
  mutating func make(_ name: String) -> String {
    let base = Self.identifier(name)
    if taken.insert(base).inserted { return base }
    var number = 2
    while !taken.insert("\(base)\(number)").inserted { number += 1 }
    return "\(base)\(number)"
  }

  /// `text` with everything that no identifier may hold taken out.
  static func identifier(_ text: String) -> String {
    let kept = text.replacing("'", with: "Next").map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    let name = String(kept)
    guard let first = name.first else { return "value" }
    return first.isNumber ? "v\(name)" : name
  }

  private static let keywords: Set<String> = [
    "as", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else",
    "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if",
    "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator", "private",
    "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript",
    "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    "_", "Int", "Float", "Int32", "String", "fma", "load", "store", "min", "max", "abs", "sqrt",
    "exp", "log", "tanh", "sigmoid", "erf", "workspace", "weights", "model", "capacity",
  ]
}
