/// The `train` block.
extension BodyChecker {
  /// The targets that `model` has, with their places.
  func targets(of model: ModelSyntax) -> [String: SourceSpan] {
    var targets: [String: SourceSpan] = [:]
    for case .target(let names, _, _, _) in model.trainings.flatMap(\.items) {
      for name in names where targets[name.text] == nil { targets[name.text] = name.span }
    }
    return targets
  }

  /// How `model`, whose lines have been checked, is trained; nil if it does not say, or after an error.
  mutating func checkTraining(of model: ModelSyntax) -> TypedTraining? {
    guard let train = model.trainings.first else { return nil }
    for other in model.trainings.dropFirst() {
      report(.secondTraining(at: other.keyword, earlier: train.keyword))
    }
    let settings = settings(of: train)
    let losses = train.items.compactMap { item -> LossLine? in
      guard case .loss(let value, let weight, let keyword) = item else { return nil }
      return LossLine(value: value, weight: weight, keyword: keyword)
    }
    guard let loss = losses.first else {
      if !model.brokenNames.contains("loss") { report(.trainingWithoutLoss(at: train.keyword)) }
      return nil
    }
    for other in losses.dropFirst() {
      report(.secondLoss(at: other.keyword, earlier: loss.keyword))
    }
    let outside = scope
    let training = checkLoss(loss, of: train, settings)
    let reads = scope.reads
    scope = outside
    scope.reads = reads
    isLoss = false
    if let training, !settings.forcesAlways, !training.statements.contains(where: \.isForcing),
      let option = train.options(overriddenBy: declarations.options).first(where: {
        $0.keyword.text == "forcing"
      })
    {
      report(.nothingForced(at: option.keyword.span))
    }
    return training
  }

  /// `loss VALUE weight VALUE`.
  private struct LossLine {
    var value: ExpressionSyntax
    var weight: ExpressionSyntax?
    var keyword: SourceSpan
  }

  /// Checks the targets and the loss, again as long as that shows how long targets are.
  private mutating func checkLoss(
    _ loss: LossLine, of train: TrainSyntax, _ settings: TrainingSettings
  ) -> TypedTraining? {
    var lengths: [String: ValueType.Length] = [:]
    while true {
      var trial = self
      let training = trial.checkLoss(loss, of: train, settings, lengths)
      if trial.foundLengths.isEmpty {
        self = trial
        return training
      }
      lengths.merge(trial.foundLengths) { earlier, _ in earlier }
      guard spend(asMuchAs: trial, at: loss.keyword) else { return nil }
    }
  }

  /// Checks the targets, of which some have known lengths, and the loss.
  private mutating func checkLoss(
    _ loss: LossLine, of train: TrainSyntax, _ settings: TrainingSettings,
    _ lengths: [String: ValueType.Length]
  ) -> TypedTraining? {
    var targets: [TypedInput] = []
    for case .target(let names, _, _, _) in train.items {
      for name in names where scope.later[name.text] == nil { scope.later[name.text] = name.span }
    }
    for case .target(let names, let type, let documentation, _) in train.items {
      for name in names {
        let length = lengths[name.text].map { $0.resolved(by: lengths) }
        // A target whose name is taken is refused, and the length of that name is not the target's to find.
        if length == nil, scope.entries[name.text] == nil { openLengths.insert(name.text) }
        let target = checkInput(name, type, documentation, length: length)
        if let target { targets.append(target) }
      }
    }
    scope.allowsLayers = false
    isLoss = true
    blocks.append([])
    let value = checkTerm(loss.value, "loss")
    let weight = loss.weight.flatMap { checkTerm($0, "weight") }
    let metrics = value.map { loss in train.metrics.map { checkMetric($0, loss: loss) } } ?? []
    let statements = blocks.removeLast()
    guard let value, (weight == nil) == (loss.weight == nil) else { return nil }
    if let weight, !fits(weight, "weight", loss: value) { return nil }
    // What follows is for the last time that the loss is checked.
    guard foundLengths.isEmpty, !metrics.contains(nil) else { return nil }
    let trained = (blocks[0] + statements).variablesWithGradients
    guard trained.contains(value.variable("loss").id) else {
      // What is trained may be what cannot be read.
      if scope.broken.isEmpty { report(.lossWithoutGradient(at: value.span)) }
      return nil
    }
    if let weight, trained.contains(weight.variable("weight").id) {
      report(.weightWithGradient(at: weight.span))
      return nil
    }
    return TypedTraining(
      targets: targets, statements: statements, loss: value.variable("loss"),
      weight: weight?.variable("weight"), metrics: metrics.compactMap(\.self), settings: settings,
      span: train.keyword)
  }

  /// The value of a metric; nil after a diagnostic.
  private mutating func checkMetric(
    _ metric: TrainSyntax.Metric, loss: CheckedValue
  ) -> TypedVariable? {
    guard let value = checkTerm(metric.value, "metric"), fits(value, "metric", loss: loss) else {
      return nil
    }
    return value.variable("metric")
  }

  /// Whether there is one of `value` for each loss, or one for all; else it is reported.
  private mutating func fits(
    _ value: CheckedValue, _ what: String, loss: CheckedValue
  ) -> Bool {
    if loss.type.length == nil, value.type.length != nil {
      report(.termOfOneLoss(value, what, loss: loss))
      return false
    }
    return commonLength(of: [loss, value], in: what, at: value.span) != nil
  }

  /// The number, or sequence of numbers, that a loss or its weight is; nil after a diagnostic.
  private mutating func checkTerm(_ syntax: ExpressionSyntax, _ what: String) -> CheckedValue? {
    guard let value = check(syntax)?.at(syntax.span) else { return nil }
    guard !value.type.isToken, value.type.shape.isEmpty else {
      report(.termIsNoNumber(what, value))
      return nil
    }
    return bind(value, label: what, at: syntax.span).at(syntax.span)
  }

  mutating func warnOfUnreadTargets(in train: TrainSyntax) {
    for case .target(let names, _, _, _) in train.items {
      for name in names where !scope.reads.contains(name.text) { report(.unused("target", name)) }
    }
  }

  /// The length that two sequences turn out to have where at least one of them is a target's.
  mutating func sharedLength(_ a: CheckedValue, _ b: CheckedValue) -> ValueType.Length? {
    guard let first = a.type.length?.resolved(by: foundLengths),
      let second = b.type.length?.resolved(by: foundLengths)
    else { return nil }
    if first == second { return first }
    for (open, other) in [(second, first), (first, second)] {
      if case .variable(let name) = open, openLengths.contains(name), isGiven(other) {
        foundLengths[name] = other
        return other
      }
    }
    return nil
  }
}

extension ModelSyntax {
  /// The `train` blocks.
  fileprivate var trainings: [TrainSyntax] {
    items.compactMap { if case .train(let train) = $0 { train } else { nil } }
  }
}

extension TypedStatement {
  /// Whether it is a block that is fed what was meant.
  fileprivate var isForcing: Bool { if case .forcing = self { true } else { false } }
}

extension ValueType.Length {
  /// The length that this is known to be by `lengths`, which hold what names of lengths stand for.
  fileprivate func resolved(by lengths: [String: ValueType.Length]) -> ValueType.Length {
    var length = self
    while case .variable(let name) = length, let next = lengths[name] { length = next }
    return length
  }
}

extension CheckedValue {
  /// The variable that this value is.
  fileprivate func variable(_ label: String) -> TypedVariable {
    guard case .variable(let id) = expression.kind else {
      preconditionFailure("the \(label) has no variable")
    }
    return TypedVariable(id: id, label: label, type: type.resolved, span: span)
  }
}
