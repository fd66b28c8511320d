import RecurGraph

/// Why a model cannot run one time step at a time.
public struct NotCausal: Error, Hashable, Sendable {
  /// What stops it, as in "`h` is computed backward".
  public let reason: String
  /// Where in the spec that is.
  public let origin: Origin?

  init(_ reason: String, at origin: Origin? = nil) {
    self.reason = reason
    self.origin = origin
  }

  static let noSequence = NotCausal("no input is a sequence")

  static func fixedLength(_ input: Input, _ count: Int) -> NotCausal {
    NotCausal("the input `\(input.name)` has a fixed length of \(count) time steps")
  }

  static func twoLengths(_ input: Input, _ other: Input) -> NotCausal {
    NotCausal("the inputs `\(input.name)` and `\(other.name)` differ in length")
  }

  static func backward(_ node: Node) -> NotCausal {
    NotCausal("\(name(node)) is computed from the last time step to the first", at: node.origin)
  }

  static func otherTime(_ node: Node) -> NotCausal {
    NotCausal("\(name(node)) is the value at one time step that is not the last", at: node.origin)
  }

  static func aheadOfComputed(_ node: Node) -> NotCausal {
    NotCausal("\(name(node)) is ahead of what is computed, not of an input", at: node.origin)
  }

  static func ownLength(_ node: Node) -> NotCausal {
    NotCausal("\(name(node)) has a length of its own", at: node.origin)
  }

  static func wholeSequence(_ node: Node) -> NotCausal {
    NotCausal("\(name(node)) needs a whole sequence at every time step", at: node.origin)
  }

  static func startsFromInput(_ node: Node) -> NotCausal {
    NotCausal("the first state of \(name(node)) follows from an input", at: node.origin)
  }

  private static func name(_ node: Node) -> String {
    if let label = node.label { return "`\(label)`" }
    return switch node.operation {
    case .scan: "a cell"
    case .generate: "a generated sequence"
    case .reverse: "a reversed sequence"
    case .ahead: "what lies ahead"
    default: "a value"
    }
  }
}
