/// What can be wrong with a `train` block.
extension Diagnostic {
  /// `token`, which `next` follows, begins no line of the block.
  static func notATrainingLine(_ token: Token, next: Token) -> Diagnostic {
    let name = visible(token.text)
    if Parser.trainingWords.contains(token.text), next.isText("=") || next.isText(":") {
      return Diagnostic(
        at: next.span, "in a 'train' block nothing stands between '\(name)' and what it is",
        replacement: "")
    }
    if token.kind == .string, Parser.trainingWords.contains(token.text) {
      return wordInQuotes(token)
    }
    let words = Parser.trainingWords.sorted()
    if token.kind == .identifier, let word = suggestion(for: token.text, among: words) {
      return Diagnostic(
        at: token.span, "unknown option '\(name)'; did you mean '\(word)'?", replacement: word)
    }
    if ["input", "output"].contains(token.text) {
      return Diagnostic(at: token.span, "'\(name)' belongs into the model, outside of 'train'")
    }
    if ["learningRate", "learning_rate", "lr", "rate"].contains(token.text) {
      return Diagnostic(at: token.span, "the rate is the optimizer's: optimizer adam(rate: 0.001)")
    }
    if token.text == "dropout" {
      return Diagnostic(
        at: token.span,
        "'dropout' belongs into the model, to the value of which it leaves out a part:"
          + " dropout(x, 0.2)")
    }
    for (word, methods) in [
      ("optimizer", TrainingMethod.optimizers), ("schedule", TrainingMethod.schedules),
    ] where methods.contains(where: { $0.name == token.text }) {
      return Diagnostic(at: token.span, "'\(name)' is told by \(word): \(word) \(name)")
    }
    if token.kind == .identifier, next.isText("=") {
      return Diagnostic(
        at: token.span, "a 'train' block has no values of its own; define '\(name)' in the model")
    }
    return Diagnostic(
      at: token.span,
      "a line of 'train' begins with one of \(words.joined(separator: ", ")), not with \(shown(token))"
    )
  }

  static func notAnOption(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "this belongs into the spec: only how a model is trained can be said here")
  }

  static func secondTraining(at span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "a model has one 'train' block", notes: [Note("the first is here", at: earlier)])
  }

  static func trainingWithoutLoss(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "the 'train' block does not say what is to become small; add a line such as"
        + " loss crossEntropy(label, truth)")
  }

  static func secondLoss(at span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "there is one loss; add what counts, too, to the first: loss a + 0.5 * b",
      notes: [Note("the first is here", at: earlier)])
  }

  static func secondOption(
    _ name: String, at span: SourceSpan, earlier: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      at: span, "'\(visible(name))' is said twice", notes: [Note("the first is here", at: earlier)])
  }

  static func termIsNoNumber(_ what: String, _ value: CheckedValue) -> Diagnostic {
    let isToken = value.type.isToken
    let remedy =
      isToken
      ? "; crossEntropy(p, truth) compares shares with tokens" : "; mean(...) makes one of several"
    return Diagnostic(
      at: value.span,
      "a \(what) is one number, at each time step or once, but this is \(value.type)\(remedy)")
  }

  static func termOfOneLoss(
    _ term: CheckedValue, _ what: String, loss: CheckedValue
  ) -> Diagnostic {
    Diagnostic(
      at: term.span, "a loss that is one number cannot have a \(what) at each time step",
      notes: [Note("this is a single number", at: loss.span)])
  }

  static func generatedWithoutChoice(_ made: CheckedValue) -> Diagnostic {
    Diagnostic(
      at: made.span,
      "a loss of what 'generate' makes is of the numbers that it chooses by; its block must end in"
        + " argmax(...) or sample(...)")
  }

  static func forcedByOthers(_ made: CheckedValue, _ truth: CheckedValue) -> Diagnostic {
    Diagnostic(
      at: truth.span,
      "what 'generate' makes, \(made.type), is compared with a sequence of the same tokens, but"
        + " this is \(truth.type)")
  }

  static func nothingForced(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "the loss is of nothing that 'generate' makes, which alone can be fed what was meant or its own"
        + " tokens")
  }

  static func forcedOutsideLoss(_ made: CheckedValue) -> Diagnostic {
    Diagnostic(at: made.span, "what 'generate' makes is compared with something in a loss only")
  }

  static func targetOutsideLoss(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'\(name)' is a target, which only the loss can read: it is known in training only")
  }

  static func layerInLoss(_ name: String, at span: SourceSpan) -> Diagnostic {
    let remedy =
      name == "normalize"
      ? "'denormalize(y, t)' in the model gives an answer the scale of the target 't'"
      : "define a value in the model"
    return Diagnostic(
      at: span, "'\(name)' cannot stand in a loss, which is made of equations; \(remedy)")
  }

  static func lossWithoutGradient(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "no trained weight has an influence on this loss; one through tokens that were chosen does not"
        + " count, as these do not change gradually")
  }

  static func weightWithGradient(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "how much a loss counts cannot depend on what is trained; make the weight of inputs and targets"
    )
  }

  /// What to write in place of a word that is none of `words`.
  private static func hint(
    for text: String, among words: [String]
  ) -> (word: String?, text: String) {
    let word = suggestion(for: text, among: words)
    let all = "there are \(words.joined(separator: ", "))"
    return (word, word.map { "did you mean '\($0)'?" } ?? all)
  }

  // MARK: Metrics

  static func unknownGoal(_ goal: NameSyntax) -> Diagnostic {
    let goals = TrainingMetric.Goal.allCases.map(\.rawValue)
    let (word, hint) = hint(for: goal.text, among: goals)
    return Diagnostic(
      at: goal.span, "unknown goal '\(visible(goal.text))'; \(hint)", replacement: word)
  }

  static func secondMetric(_ name: NameSyntax, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: name.span, "there is another metric '\(visible(name.text))'",
      notes: [Note("it is here", at: earlier)])
  }

  static func metricCalledLikeRecord(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span,
      "'\(visible(name.text))' is told of each training anyway; give the metric another name")
  }

  static func secondGoal(at span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "weights are kept by one metric",
      notes: [Note("they are kept by this one", at: earlier)])
  }

  // MARK: Settings

  static func unknownClip(_ kind: NameSyntax) -> Diagnostic {
    let kinds = TrainingClip.Kind.allCases.map(\.rawValue)
    let (word, hint) = hint(for: kind.text, among: kinds)
    return Diagnostic(
      at: kind.span, "gradients cannot be clipped by '\(kind.text)'; \(hint)", replacement: word)
  }

  static func unknownMethod(
    _ name: ExpressionSyntax, of what: String, _ methods: [TrainingMethod]
  ) -> Diagnostic {
    let names = methods.map(\.name)
    guard case .name(let text) = name.kind else {
      return Diagnostic(
        at: name.span,
        "'\(what)' is one of \(names.joined(separator: ", ")), as in \(what) \(names[0])")
    }
    let (word, hint) = hint(for: text, among: names)
    return Diagnostic(
      at: name.span, "unknown \(what) '\(visible(text))'; \(hint)", replacement: word)
  }

  static func unknownParameter(
    _ argument: CallSyntax.Argument, of method: TrainingMethod
  ) -> Diagnostic {
    let names = method.parameters.map(\.name)
    guard let label = argument.label else {
      return Diagnostic(
        at: argument.value.span,
        "'\(method.name)' takes its numbers by name: \(method.name)(\(names[0]): ...)")
    }
    let (word, hint) = hint(for: label.text, among: names)
    return Diagnostic(
      at: label.span, "'\(method.name)' has no '\(visible(label.text))'; \(hint)",
      replacement: word)
  }

  static func trainingNumber(
    _ parameter: TrainingParameter, isKnown: Bool, at span: SourceSpan
  ) -> Diagnostic {
    let isTruth = parameter.range == .truth
    return Diagnostic(
      at: span,
      "'\(parameter.name)' needs \(parameter.range)"
        + (isKnown || isTruth ? "" : ", made of numbers and sizes of the model"),
      notes: [Note("\(parameter.name): \(parameter.summary)")])
  }

  static func parameterWithoutOther(
    _ name: String, _ other: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(at: span, "'\(name)' needs a '\(other)' that is more than 0")
  }
}
