/// A limit that gradients are brought within before a step.
public struct TrainingClip: Hashable, Sendable {
  /// What the limit is of.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Of each number, either way.
    case value
    /// Of the Euclidean norm of all gradients together, which are scaled by one factor, as PyTorch's
    /// `clip_grad_norm_` does it.
    case norm
    /// Of the norm of each weight's gradient.
    case each
  }

  /// What the limit is of.
  public var kind: Kind
  /// The limit, more than 0.
  public var limit: Double

  /// Creates a limit.
  public init(_ kind: Kind, _ limit: Double) {
    self.kind = kind
    self.limit = limit
  }

  /// What limits of a kind are.
  public static func parameter(of kind: Kind) -> TrainingParameter {
    let summary =
      switch kind {
      case .value: "greatest number of a gradient, and the least with a minus"
      case .norm: "greatest norm of all gradients together"
      case .each: "greatest norm of each weight's gradient"
      }
    return TrainingParameter("clip \(kind.rawValue)", nil, .positive, summary)
  }
}

extension TrainingClip: CustomStringConvertible {
  /// The line of a spec.
  public var description: String {
    let parameter = Self.parameter(of: kind)
    return "\(parameter.name) \(parameter.text(of: limit))"
  }
}
