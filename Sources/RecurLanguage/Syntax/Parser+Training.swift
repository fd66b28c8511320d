extension Parser {
  /// `train { ... }`.
  mutating func train() throws(Fault) -> TrainSyntax {
    let keyword = advance()
    let brace = current
    isInTraining = true
    defer { isInTraining = false }
    let items = try braces(of: "'train'") { parser throws(Fault) in [try parser.trainItem()] }
    return TrainSyntax(keyword: keyword.span, items: items, braces: spanSince(brace))
  }

  /// The options of a `train` block that stands for itself.
  static func parse(options text: String) -> ([TrainSyntax.Option], [Diagnostic]) {
    let (tokens, faults) = Lexer.tokens(of: text, file: TrainSyntax.pathOfOptions)
    var parser = Parser(tokens: tokens)
    var options: [TrainSyntax.Option] = []
    do {
      for item in try parser.train().items {
        switch item {
        case .option(let option): options.append(option)
        case .target(_, _, _, let keyword), .loss(_, _, let keyword):
          throw parser.fail(.notAnOption(at: keyword))
        case .metric(let metric): throw parser.fail(.notAnOption(at: metric.keyword))
        }
      }
      if !parser.isAtEnd { throw parser.expected("nothing more") }
    } catch {}
    return (options, faults + parser.diagnostics)
  }

  private mutating func trainItem() throws(Fault) -> TrainSyntax.Item {
    let word = current
    guard word.kind == .identifier, Parser.trainingWords.contains(word.text),
      word.text == "metric" || !next.isText("=") && !next.isText(":")
    else { throw fail(.notATrainingLine(word, next: next)) }
    advance()
    try requireOnLine("a value")
    switch word.text {
    case "target":
      let (names, type) = try namesOfOneType("the target's name")
      return .target(names, type, documentation: word.documentation, keyword: word.span)
    case "loss":
      let value = try expression()
      let weight = take("weight") ? try expression() : nil
      return .loss(value, weight: weight, keyword: word.span)
    case "metric":
      let name = try name("the metric's name")
      try require("=")
      let value = try expression()
      let goal = take("keep") ? try self.name("'highest' or 'lowest'") : nil
      return .metric(
        TrainSyntax.Metric(name: name, value: value, goal: goal, keyword: word.span))
    default:
      let kind =
        word.text == "clip" ? try name("'value', 'norm' or 'each', as in clip norm 1,") : nil
      if let kind { try requireOnLine("the greatest \(kind.text), a number,") }
      let keyword = NameSyntax(text: word.text, span: word.span)
      return .option(TrainSyntax.Option(keyword: keyword, kind: kind, value: try expression()))
    }
  }

  /// Requires that the line does not end here and the next line of training begin.
  private mutating func requireOnLine(_ what: String) throws(Fault) {
    if current.startsLine, beginsStatement, Parser.trainingWords.contains(current.text) {
      throw expected(what)
    }
  }

  /// What begins a line of a `train` block.
  static let trainingWords = Set(
    ["target", "loss", "metric", "optimizer", "schedule", "forcing", "clip"]
      + TrainingParameter.options.map(\.name))
}
