extension TrainingMethod {
  /// What makes steps of gradients: names, defaults and meanings are those of PyTorch's `torch.optim`.
  ///
  /// w is a weight, g the gradient of the loss by it after clipping, t the number of the step from 1 on.
  /// Everything is done element by element. Averages start at 0. `decay` adds decay * w to g first, unless
  /// the method says otherwise.
  public static let optimizers = [
    TrainingMethod(
      "adam",
      "m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2,"
        + " w -= rate m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)",
      source: "Kingma, Ba 2015, arXiv:1412.6980",
      adaptive(decay: 0)),
    TrainingMethod(
      "adamW", "w -= rate decay w, then a step of adam without decay",
      source: "Loshchilov, Hutter 2019, arXiv:1711.05101",
      adaptive(decay: 0.01)),
    TrainingMethod(
      "sgd",
      "m = momentum m + g, w -= rate m, or with nesterov w -= rate (g + momentum m)",
      source: "Sutskever, Martens, Dahl, Hinton 2013",
      [
        rate(0.001), momentum,
        TrainingParameter(
          "nesterov", 0, .truth, "whether the momentum looks ahead", needing: "momentum"), decay(0),
      ]),
    TrainingMethod(
      "rmsProp",
      "v = smoothing v + (1 - smoothing) g^2, m = momentum m + g / (sqrt(v) + epsilon),"
        + " w -= rate m",
      source: "Tieleman, Hinton 2012",
      [
        rate(0.01),
        TrainingParameter("smoothing", 0.99, .share, "how slowly the average of squares changes"),
        epsilon(1e-8), momentum, decay(0),
      ]),
    TrainingMethod(
      "adagrad", "v = v + g^2, w -= rate g / (sqrt(v) + epsilon)",
      source: "Duchi, Hazan, Singer 2011",
      [rate(0.01), epsilon(1e-10), decay(0)]),
  ]

  private static func adaptive(decay: Double) -> [TrainingParameter] {
    [
      rate(0.001),
      TrainingParameter("beta1", 0.9, .share, "how slowly the average of gradients changes"),
      TrainingParameter("beta2", 0.999, .share, "how slowly the average of squares changes"),
      epsilon(1e-8), self.decay(decay),
    ]
  }

  private static func rate(_ standard: Double) -> TrainingParameter {
    TrainingParameter("rate", standard, .positive, "how long steps are")
  }

  private static func epsilon(_ standard: Double) -> TrainingParameter {
    TrainingParameter("epsilon", standard, .fromZero, "what is added to a divisor")
  }

  private static func decay(_ standard: Double) -> TrainingParameter {
    TrainingParameter("decay", standard, .fromZero, "how strongly weights are drawn to 0")
  }

  private static let momentum = TrainingParameter(
    "momentum", 0, .share, "how much of a step goes on in the next")
}
