extension TrainingMethod {
  /// At which share of its steps a block of `generate` is fed what was meant, and not its own likeliest token:
  /// all at first, fewer from epoch to epoch, counted from 0 (scheduled sampling).
  public static let forcings = [
    TrainingMethod("always", "at all steps"),
    TrainingMethod(
      "linear", "the share falls to floor, by the same amount after each epoch",
      source: "Bengio et al. 2015, arXiv:1506.03099",
      [
        TrainingParameter("floor", 0, .share, "the last share"),
        TrainingParameter("epochs", 10, .whole(from: 1), "epochs over which the share falls"),
      ]),
    TrainingMethod(
      "exponential", "the share is multiplied with factor after each epoch",
      source: "Bengio et al. 2015, arXiv:1506.03099",
      [TrainingParameter("factor", 0.9, .fraction, "what the share is multiplied with")]),
    TrainingMethod(
      "inverseSigmoid", "the share is k / (k + exp(epoch / k))",
      source: "Bengio et al. 2015, arXiv:1506.03099",
      [TrainingParameter("k", 10, .whole(from: 1), "how slowly the share falls")]),
  ]
}
