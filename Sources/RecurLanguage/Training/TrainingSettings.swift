/// How a model is trained: what its spec says, and else what is usual.
public struct TrainingSettings: Hashable, Sendable {
  /// What makes steps of gradients.
  public var optimizer = TrainingMethod.optimizers[0].standard
  /// What the rate is in the course of training.
  public var schedule = TrainingMethod.schedules[0].standard
  /// How often blocks of `generate` are fed what was meant.
  public var forcing = TrainingMethod.forcings[0].standard
  /// What is done to gradients before a step, in this order.
  public var clips: [TrainingClip] = []
  /// What is told beside the loss.
  public var metrics: [TrainingMetric] = []
  /// What the parameters of `TrainingParameter.options` are, without those that are not set.
  private var options: [String: Double] = [:]

  /// Creates the settings of a block that says nothing.
  public init() {
    for option in TrainingParameter.options { options[option.name] = option.standard }
  }

  /// The option called `name`; nil if it is not set.
  ///
  /// - Requires: it is one of `TrainingParameter.options`.
  public subscript(name: String) -> Double? {
    get { options[checked(name)] }
    set { options[checked(name)] = newValue }
  }

  /// How many time steps gradients go back through, if not through all.
  public var truncate: Int? { self["truncate"].map { Int($0) } }
  /// How many time steps have their values kept for gradients at a time, if not all.
  public var recompute: Int? { self["recompute"].map { Int($0) } }
  /// How often all examples are seen.
  public var epochs: Int { Int(self["epochs"] ?? 1) }
  /// How many examples a step sees.
  public var batch: Int { Int(self["batch"] ?? 1) }
  /// The share of the examples that is not trained with, but judged by.
  public var validation: Double { self["validation"] ?? 0 }
  /// After how many epochs without progress training ends, if it does.
  public var patience: Int? { self["patience"].map { Int($0) } }
  /// The number from which all that is random follows.
  public var seed: Int { Int(self["seed"] ?? 0) }

  /// Whether blocks of `generate` are always fed what was meant.
  public var forcesAlways: Bool { forcing == TrainingMethod.forcings[0].standard }

  /// Which of `metrics` weights are judged by, if not by the loss, and what it should be.
  public var kept: (index: Int, goal: TrainingMetric.Goal)? {
    for (index, metric) in metrics.enumerated() {
      if let goal = metric.goal { return (index, goal) }
    }
    return nil
  }

  private func checked(_ name: String) -> String {
    precondition(TrainingParameter.options.contains { $0.name == name }, "no option '\(name)'")
    return name
  }
}

extension TrainingSettings {
  /// The settings as lines of a spec that said everything.
  public var lines: [String] {
    ["optimizer \(optimizer)", "schedule \(schedule)", "forcing \(forcing)"]
      + clips.map(\.description)
      + TrainingParameter.options.compactMap { option in
        self[option.name].map { "\(option.name) \(option.text(of: $0))" }
      }
  }
}
