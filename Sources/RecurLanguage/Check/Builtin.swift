import RecurTemplates

/// A function that the compiler itself knows; every other is defined in the prelude or the spec.
struct Builtin: Sendable {
  /// How many values it takes.
  enum Arity: Hashable {
    case exactly(Int)
    case atLeast(Int)
    case either(Int, Int)

    /// Whether it may be `count`.
    func fits(_ count: Int) -> Bool {
      switch self {
      case .exactly(let wanted): count == wanted
      case .atLeast(let wanted): count >= wanted
      case .either(let one, let other): count == one || count == other
      }
    }
  }

  /// What it computes.
  enum Kind: Hashable {
    /// The primitive of that name.
    case elementwise(String)
    /// The reduction of that name.
    case reduce(String)
    case argmax
    case sample
    /// A token as a vector.
    case onehot
    /// Its first value, of which training leaves out some.
    case dropout
    case concatenate
    /// How many elements there are.
    case count
    /// A vector as a matrix of one column, or of one row.
    case column, row
  }

  let arity: Arity
  let kind: Kind

  /// Every such function, by name.
  static let table: [String: Builtin] = {
    var table: [String: Builtin] = [
      "argmax": Builtin(arity: .exactly(1), kind: .argmax),
      "sample": Builtin(arity: .exactly(2), kind: .sample),
      "onehot": Builtin(arity: .either(1, 2), kind: .onehot),
      "dropout": Builtin(arity: .exactly(2), kind: .dropout),
      "count": Builtin(arity: .exactly(1), kind: .count),
      "column": Builtin(arity: .exactly(1), kind: .column),
      "row": Builtin(arity: .exactly(1), kind: .row),
      "concat": Builtin(arity: .atLeast(2), kind: .concatenate),
    ]
    for function in ElementwiseFunction.table.values {
      guard let name = function.callName else { continue }
      table[name] = Builtin(arity: .exactly(function.arity), kind: .elementwise(function.name))
    }
    for name in Reduction.table.keys {
      table[name] = Builtin(arity: .exactly(1), kind: .reduce(name))
    }
    return table
  }()

  /// The layers and layer makers of a model.
  static let layers: Set<String> = [
    "ahead", "embedding", "dense", "stack", "reverse", "bidirectional", "generate", "normalize",
    "denormalize",
  ]

  /// Whether the compiler itself gives `name` a meaning.
  static func isReserved(_ name: String) -> Bool { table[name] != nil || layers.contains(name) }
}
