extension TrainingMethod {
  /// What the rate is in the course of training. Each first rises over `warmUp` steps: in step t up to it,
  /// the rate is t / warmUp of the optimizer's.
  public static let schedules = [
    TrainingMethod("constant", "the rate stays as it is", [warmUp]),
    TrainingMethod(
      "step", "the rate is multiplied with factor after every so many epochs",
      [
        TrainingParameter("every", 10, .whole(from: 1), "epochs between changes of the rate"),
        factor, warmUp,
      ]),
    TrainingMethod(
      "cosine",
      "the rate falls to floor at the end of training:"
        + " floor + (rate - floor) (1 + cos(pi s)) / 2, s from 0 to 1 after warm-up",
      source: "Loshchilov, Hutter 2017, arXiv:1608.03983",
      [
        TrainingParameter("floor", 0, .fromZero, "the last rate"), warmUp,
      ]),
    TrainingMethod(
      "plateau",
      "the rate is multiplied with factor when the validation loss has not become smaller for more"
        + " than patience epochs",
      [
        TrainingParameter(
          "patience", 10, .whole(from: 0), "epochs without a better one to wait"
        ),
        factor, warmUp,
      ]),
  ]

  private static let factor = TrainingParameter(
    "factor", 0.1, .fraction, "what the rate is multiplied with")

  private static let warmUp = TrainingParameter(
    "warmUp", 0, .whole(from: 0), "steps of training over which the rate rises")
}
