extension SpecPrinter {
  func statement(_ train: TrainSyntax) -> Statement {
    let inside = Self.inside(train.braces)
    let lines = train.items.map { statement($0) }
    return Statement(
      span: train.keyword.through(train.braces),
      form: .other(
        .sequence([.text("train {"), braces(lines, inside, line: train.braces.start.line)])),
      blocks: [inside])
  }

  private func statement(_ item: TrainSyntax.Item) -> Statement {
    switch item {
    case .target(let names, let type, _, let keyword):
      return statement("target", names, type, keyword)
    case .loss(let value, let weight, let keyword):
      let rest = weight.map { weight in
        Layout.indented(.group(.sequence([.line, .text("weight"), .hanging(layout(weight))])))
      }
      return Statement(
        span: keyword.through((weight ?? value).span),
        form: .other(.sequence([.text("loss"), .hanging(layout(value)), rest ?? .empty])),
        blocks: Self.blocks(in: [value] + [weight].compactMap(\.self)))
    case .metric(let metric):
      let goal = metric.goal.map { Layout.text(" keep \($0.text)") }
      return Statement(
        span: metric.keyword.through(metric.goal?.span ?? metric.value.span),
        form: .other(
          .sequence([
            .text("metric \(metric.name.text) ="), .hanging(layout(metric.value)), goal ?? .empty,
          ])),
        blocks: Self.blocks(in: [metric.value]))
    case .option(let option):
      let words = [option.keyword.text] + [option.kind?.text].compactMap(\.self)
      return Statement(
        span: option.keyword.span.through(option.value.span),
        form: .other(
          .sequence([.text(words.joined(separator: " ") + " "), layout(option.value)])),
        blocks: Self.blocks(in: [option.value]))
    }
  }
}
