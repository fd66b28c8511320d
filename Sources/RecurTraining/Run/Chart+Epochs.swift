extension Chart {
  /// The curves of a training: what came of each epoch.
  public init(of epochs: [EpochRecord], title: String) {
    var losses = [Series("training", epochs.map(\.loss))]
    let validation = epochs.compactMap(\.validation)
    if validation.count == epochs.count { losses.append(Series("validation", validation)) }
    self.init(
      title: title, x: Axis("epoch"),
      panels: [
        Panel(Axis("loss"), losses),
        Panel(
          Axis("gradient norm", .logarithmic), [Series("gradient", epochs.map(\.norm))], height: 90),
        Panel(
          Axis("rate"), [Series("rate", epochs.map { Double($0.rate) })], height: 90),
      ])
  }
}
