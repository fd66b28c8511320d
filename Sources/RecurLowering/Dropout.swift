import RecurLanguage

/// What is left to chance in training.
public struct Dropout: Hashable, Sendable {
  /// What it is.
  public enum Kind: Hashable, Sendable {
    /// This share of the elements of a value is left out (Srivastava et al. 2014). The others are multiplied
    /// with 1 / (1 - share), so that their sum is about the same.
    case elements(share: Double)
    /// At some steps a block is fed its own likeliest token, and not what was meant (Bengio et al. 2015).
    case truth
  }

  /// What it is.
  public let kind: Kind
  /// What stands for what elements are multiplied with, or for numbers that are 0 where a block is fed its own
  /// token.
  let mask: VariableID
  /// The type of that: an element for each of the value's, at each time step.
  let type: ValueType
}

extension TypedModel {
  /// Everything that is left to chance in training.
  public var dropouts: [Dropout] {
    guard let training else { return [] }
    let forcings = training.statements.compactMap { statement -> Dropout? in
      guard !training.settings.forcesAlways, case .forcing(let forcing) = statement else {
        return nil
      }
      let type = ValueType(.real, shape: [], length: forcing.truth.type.length)
      return Dropout(kind: .truth, mask: forcing.mask, type: type)
    }
    return statements.dropouts(over: nil) + forcings
  }

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
    return inside + [Dropout(kind: .elements(share: share), mask: mask, type: type)]
  }
}
