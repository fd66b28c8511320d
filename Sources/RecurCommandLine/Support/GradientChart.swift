import RecurTraining

extension Chart {
  /// The norms of gradients by states over time: a line for each model, or a panel if one has several layers.
  init(_ reports: [GradientReport]) {
    func axis(_ title: String) -> Axis { Axis(title, .logarithmic) }
    let panels: [Panel]
    if reports.allSatisfy({ $0.layers.count == 1 }) {
      let lines = reports.map { report in
        Series(reports.count == 1 ? report.layers[0].name : report.model, report.layers[0].norms)
      }
      panels = [Panel(axis("norm"), lines)]
    } else {
      panels = reports.map { report in
        Panel(
          axis(reports.count == 1 ? "norm" : "\(report.model), norm"),
          report.layers.map { Series($0.name, $0.norms) }, height: reports.count == 1 ? 240 : 160)
      }
    }
    let subject = reports.count == 1 ? "\(reports[0].model): gradient" : "Gradient"
    self.init(
      title: "\(subject) of the loss by the state after each time step", x: Axis("time step"),
      panels: panels)
  }
}
