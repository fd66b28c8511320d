/// The lines of a `train` block that say how.
extension BodyChecker {
  /// What `train` says, and what is usual for what it does not say, or says wrong.
  mutating func settings(of train: TrainSyntax) -> TrainingSettings {
    var settings = TrainingSettings()
    var seen: [String: SourceSpan] = [:]
    for option in train.options(overriddenBy: declarations.options) {
      let words = ([option.keyword] + [option.kind].compactMap(\.self)).map(\.text)
      let name = words.joined(separator: " ")
      if let earlier = seen[name] {
        report(.secondOption(name, at: option.keyword.span, earlier: earlier))
        continue
      }
      seen[name] = option.keyword.span
      switch option.keyword.text {
      case "optimizer":
        settings.optimizer = choice(option, of: TrainingMethod.optimizers) ?? settings.optimizer
      case "schedule":
        settings.schedule = choice(option, of: TrainingMethod.schedules) ?? settings.schedule
      case "forcing":
        settings.forcing = choice(option, of: TrainingMethod.forcings) ?? settings.forcing
      case "clip":
        if let clip = clip(option) { settings.clips.append(clip) }
      default:
        let known = TrainingParameter.options.first { $0.name == option.keyword.text }
        guard let known, let number = number(option.value, known) else { continue }
        settings[known.name] = number
      }
    }
    settings.metrics = metrics(of: train)
    return settings
  }

  /// The metrics' names and what they should be.
  private mutating func metrics(of train: TrainSyntax) -> [TrainingMetric] {
    var seen: [String: SourceSpan] = [:]
    var kept: SourceSpan?
    return train.metrics.map { metric in
      let name = metric.name
      if let earlier = seen[name.text] { report(.secondMetric(name, earlier: earlier)) }
      if TrainingMetric.others.contains(name.text) { report(.metricCalledLikeRecord(name)) }
      seen[name.text] = name.span
      guard let word = metric.goal else { return TrainingMetric(name.text) }
      let goal = TrainingMetric.Goal(rawValue: word.text)
      if goal == nil { report(.unknownGoal(word)) }
      if let kept { report(.secondGoal(at: word.span, earlier: kept)) }
      kept = kept ?? word.span
      return TrainingMetric(name.text, goal)
    }
  }

  private mutating func clip(_ option: TrainSyntax.Option) -> TrainingClip? {
    guard let word = option.kind, let kind = TrainingClip.Kind(rawValue: word.text) else {
      if let kind = option.kind { report(.unknownClip(kind)) }
      return nil
    }
    return number(option.value, TrainingClip.parameter(of: kind)).map { TrainingClip(kind, $0) }
  }

  /// The method that `adam(rate: 0.01)` names, with its numbers, or nil after a diagnostic.
  private mutating func choice(
    _ option: TrainSyntax.Option, of methods: [TrainingMethod]
  ) -> TrainingChoice? {
    var (name, arguments): (ExpressionSyntax, [CallSyntax.Argument]) = (option.value, [])
    if case .call(let call) = name.kind { (name, arguments) = (call.callee, call.arguments) }
    guard case .name(let text) = name.kind,
      let method = methods.first(where: { $0.name == text })
    else {
      report(.unknownMethod(name, of: option.keyword.text, methods))
      return nil
    }
    var choice = method.standard
    var seen: [String: SourceSpan] = [:]
    var isSound = true
    for argument in arguments {
      guard let label = argument.label,
        let parameter = method.parameters.first(where: { $0.name == label.text })
      else {
        report(.unknownParameter(argument, of: method))
        isSound = false
        continue
      }
      if let earlier = seen[label.text] {
        report(.secondOption(label.text, at: label.span, earlier: earlier))
        isSound = false
      } else if let number = number(argument.value, parameter) {
        choice[label.text] = number
      } else {
        isSound = false
      }
      seen[label.text] = label.span
    }
    guard isSound else { return nil }
    for parameter in method.parameters {
      guard let other = parameter.needed, choice[parameter.name] != 0, choice[other] == 0 else {
        continue
      }
      report(.parameterWithoutOther(parameter.name, other, at: seen[parameter.name] ?? name.span))
    }
    return choice
  }

  /// The number that `syntax` says for `parameter`, or nil after a diagnostic.
  private mutating func number(
    _ syntax: ExpressionSyntax, _ parameter: TrainingParameter
  ) -> Double? {
    let found =
      parameter.range == .truth ? truth(syntax).map { $0 ? 1 : 0 } : constant(syntax)
    guard let number = found, parameter.range.contains(number) else {
      report(.trainingNumber(parameter, isKnown: found != nil, at: syntax.span))
      return nil
    }
    return number
  }
}

extension TrainSyntax {
  /// What is told beside the loss.
  var metrics: [Metric] {
    items.compactMap { if case .metric(let metric) = $0 { metric } else { nil } }
  }
}
