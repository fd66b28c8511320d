import RecurLanguage

/// A value of which training leaves elements out at random (Srivastava et al. 2014).
///
/// The others are multiplied with 1 / (1 - share), so that their sum is about the same.
public struct Dropout: Hashable, Sendable {
  /// The share of the elements that is left out.
  public let share: Double
  /// What stands for what they are multiplied with.
  let mask: VariableID
  /// The type of that: an element for each of the value's, at each time step.
  let type: ValueType
}

extension TypedModel {
  /// Everything of which training leaves elements out.
  public var dropouts: [Dropout] { statements.dropouts(over: nil) }

  /// Where elements would be left out of what a block is fed its own answers in.
  public var dropoutsInBlocks: [SourceSpan] {
    statements.flatMap { statement -> [SourceSpan] in
      guard case .generate(let generate) = statement else { return [] }
      return generate.body.dropouts(over: nil).isEmpty ? [] : [generate.span]
    }
  }
}

extension [TypedStatement] {
  /// The dropouts in the statements, but in blocks that are fed their own answers.
  ///
  /// - Parameter length: that of the sequences over which the statements are evaluated, if they are.
  func dropouts(over length: ValueType.Length?) -> [Dropout] {
    flatMap { statement -> [Dropout] in
      switch statement {
      case .binding(let binding): return binding.value.dropouts(over: length)
      case .scan(let scan):
        let given = scan.inputs.map(\.sequence) + scan.states.map(\.initial)
        return given.flatMap { $0.dropouts(over: length) }
          + scan.body.dropouts(over: scan.inputs.first?.sequence.type.length)
      case .generate, .forcing: return []
      }
    }
  }
}

extension TypedExpression {
  fileprivate func dropouts(over length: ValueType.Length?) -> [Dropout] {
    let inside = operands.flatMap { $0.dropouts(over: length) }
    guard case .dropout(let share, let mask, _) = kind else { return inside }
    var type = type
    type.length = type.length ?? length
    return inside + [Dropout(share: share, mask: mask, type: type)]
  }
}
