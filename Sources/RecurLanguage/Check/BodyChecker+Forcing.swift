/// Losses of what `generate` makes.
extension BodyChecker {
  /// What a value that `generate` made of the block's `token` remembers: the sequence, and, if the block ends
  /// in a choice, what that goes by.
  mutating func choice(of token: CheckedValue, made sequence: CheckedValue) -> CheckedValue.Made {
    CheckedValue.Made(
      function: "generate", arguments: [sequence] + [scores(of: token)].compactMap(\.self))
  }

  /// Numbers whose softmax says how likely the choice of each token is.
  private mutating func scores(of token: CheckedValue) -> CheckedValue? {
    guard let choice = token.made, let weights = choice.arguments.first else { return nil }
    if let shares = weights.made, shares.function == "softmax" { return shares.arguments.first }
    if choice.function == "argmax" { return weights }
    let least = CheckedValue(.number(1e-38), .scalar, at: weights.span)
    return elementwise("max", sign: "max", [weights, least], at: weights.span).flatMap {
      elementwise("log", sign: "log", [$0], at: weights.span)
    }
  }

  /// The scores that the block of `made`, a sequence of tokens, gives at each step where `truth` is what was
  /// meant; nil after a diagnostic.
  mutating func force(
    _ made: CheckedValue, to truth: CheckedValue, at span: SourceSpan
  ) -> CheckedValue? {
    guard let known = made.made?.arguments, known.count == 2 else {
      report(.generatedWithoutChoice(made))
      return nil
    }
    guard truth.type.element == made.type.element, let length = truth.type.length else {
      report(.forcedByOthers(made, truth))
      return nil
    }
    let truthAt = truth.at(place(truth.span)).expression
    for case .forcing(let earlier) in blocks[blocks.count - 1]
    where known[0].expression.kind == .variable(earlier.generate.sequence.id)
      && earlier.truth.kind == truthAt.kind
    {
      return CheckedValue(
        .variable(earlier.sequence.id), known[1].type.over(length), at: place(span))
    }
    for case .generate(let generate) in blocks[0]
    where known[0].expression.kind == .variable(generate.sequence.id) {
      let type = known[1].type.over(length)
      let sequence = makeVariable("scores", type, at: span)
      let mask = makeVariable(nil, CheckedType.scalar.over(length), at: span)
      emit(
        .forcing(
          TypedForcing(
            generate: generate, truth: truthAt, scores: known[1].expression, sequence: sequence,
            mask: mask.id, span: place(span))))
      return CheckedValue(.variable(sequence.id), type, at: place(span))
    }
    preconditionFailure("no generate block makes the sequence at \(made.span.start.line)")
  }
}
