/// What is learned from the pieces that sequences are cut into.
public enum PieceUse: Hashable, Sendable {
  /// Each makes a step of training of its own (truncated backpropagation through time, Williams and Peng 1990).
  case each
  /// All make one: their losses and gradients are summed up to those of the whole sequence.
  case all
}

extension Graph {
  /// What the inputs and answers of a graph begin with that are states which one call hands on to the next.
  public static let carriedPrefix = "carried."

  /// The input that is not 0 for rows whose sequences begin.
  public static let carriedBegins = carriedPrefix + "begins"

  /// The input that is not 0 for rows whose sequences end.
  public static let carriedEnds = carriedPrefix + "ends"

  /// What the inputs and answers begin with that are gradients by such states.
  public static let carriedGradientPrefix = carriedPrefix + "gradient."

  /// Whether it is for pieces of sequences that are summed up to the whole.
  public var sumsPieces: Bool { inputs.contains { $0.name == Graph.carriedEnds } }
}
