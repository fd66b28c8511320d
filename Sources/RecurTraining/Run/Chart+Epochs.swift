extension Chart {
  /// The curves of a training: what came of each epoch.
  public init(of epochs: [EpochRecord], title: String) {
    func series(_ training: [Double], _ validation: [Double?]) -> [Series] {
      let judged = validation.compactMap(\.self)
      let isJudged = judged.count == training.count
      return [Series("training", training)] + (isJudged ? [Series("validation", judged)] : [])
    }
    let metrics = (epochs.first?.metrics ?? []).enumerated().map { index, metric in
      Panel(
        Axis(metric.name),
        series(
          epochs.map { $0.metrics[index].training }, epochs.map { $0.metrics[index].validation }),
        height: 150)
    }
    self.init(
      title: title, x: Axis("epoch"),
      panels: [Panel(Axis("loss"), series(epochs.map(\.loss), epochs.map(\.validation)))]
        + metrics + [
          Panel(
            Axis("gradient norm", .logarithmic), [Series("gradient", epochs.map(\.norm))],
            height: 90),
          Panel(
            Axis("rate"), [Series("rate", epochs.map { Double($0.rate) })], height: 90),
        ])
  }

  /// The curves of several trainings beside each other: what they were judged by, over the steps that they took.
  /// Losses of which one is more than ten times another are drawn by their logarithms.
  public init(comparing runs: [(name: String, epochs: [EpochRecord])], title: String) {
    let losses = runs.flatMap { $0.epochs.map(\.judged) }.filter(\.isFinite)
    let (least, greatest) = (losses.min() ?? 0, losses.max() ?? 0)
    let scale = least > 0 && greatest > 10 * least ? Scale.logarithmic : .linear
    let isValidation = runs.allSatisfy { $0.epochs.allSatisfy { $0.validation != nil } }
    self.init(
      title: title, x: Axis("step"),
      panels: [
        Panel(
          Axis(isValidation ? "validation loss" : "loss", scale),
          runs.map { run in
            Series(run.name, run.epochs.map { Point(x: Double($0.steps), y: $0.judged) })
          })
      ])
  }
}
