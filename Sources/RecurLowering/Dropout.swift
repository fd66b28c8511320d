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
  var type: ValueType
  /// Where the spec says so.
  var span: SourceSpan
}

extension TypedModel {
  /// Everything that is left to chance in training.
  public var dropouts: [Dropout] {
    guard let training else { return [] }
    let forcings = training.statements.flatMap { statement -> [Dropout] in
      guard case .forcing(let forcing) = statement else { return [] }
      let type = ValueType(.real, shape: [], length: forcing.truth.type.length)
      let truth = Dropout(kind: .truth, mask: forcing.mask, type: type, span: forcing.span)
      return forcing.dropouts + (training.settings.forcesAlways ? [] : [truth])
    }
    return statements.dropouts(over: nil) + forcings
  }

  /// Where elements would be left out of what no loss sees, or of what there is more than one of at a time
  /// step: blocks that are fed their own answers alone, blocks that are fed two sequences that were meant, and
  /// sequences inside of a block.
  public var idleDropouts: [SourceSpan] {
    var uses: [VariableID: Int] = [:]
    for dropout in dropouts { uses[dropout.mask, default: 0] += 1 }
    return statements.flatMap { statement -> [SourceSpan] in
      guard case .generate(let generate) = statement else { return [] }
      return generate.dropouts.filter { uses[$0.mask] != 1 }.map(\.span)
    }
  }
}

extension TypedForcing {
  /// The dropouts of the block that is fed what was meant, without those in sequences inside of it.
  var dropouts: [Dropout] {
    let length = truth.type.length
    let steps = generate.body.flatMap { statement -> [Dropout] in
      guard case .binding(let binding) = statement else { return [] }
      return binding.value.dropouts(over: nil).filter { $0.type.length == nil }
    }
    let atEach = (steps + scores.dropouts(over: nil)).map { dropout in
      var dropout = dropout
      dropout.type.length = length
      return dropout
    }
    return generate.states.flatMap { $0.initial.dropouts(over: nil) } + atEach
  }
}

extension TypedGenerate {
  /// All dropouts of the block and of the states in front of it.
  var dropouts: [Dropout] {
    states.flatMap { $0.initial.dropouts(over: nil) } + body.dropouts(over: nil)
      + token.dropouts(over: nil)
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
    return inside + [Dropout(kind: .elements(share: share), mask: mask, type: type, span: span)]
  }
}
