/// A number that says how a model is trained, by the name that specs give it.
public struct TrainingParameter: Hashable, Sendable {
  /// The name, as in `rate`.
  public let name: String
  /// What it is if nothing is said; nil for what is then not done at all.
  public let standard: Double?
  /// What it may be.
  public let range: TrainingRange
  /// What it is, in one line.
  public let summary: String
  /// The parameter that must not be 0 unless this is.
  let needed: String?

  init(
    _ name: String, _ standard: Double?, _ range: TrainingRange, _ summary: String,
    needing needed: String? = nil
  ) {
    self.name = name
    self.standard = standard
    self.range = range
    self.summary = summary
    self.needed = needed
  }

  /// The number as a spec writes it.
  public func text(of number: Double) -> String {
    if range == .truth { return number == 0 ? "false" : "true" }
    return Int(exactly: number).map(String.init) ?? "\(number)".replacing("e-0", with: "e-")
  }

  /// Those that have a line of their own, as `epochs 20`.
  public static let options = [
    TrainingParameter(
      "truncate", nil, .whole(from: 1),
      "time steps that gradients go back through; all of a sequence if it is not said"),
    TrainingParameter(
      "recompute", nil, .whole(from: 1),
      "time steps whose values are kept at a time, the rest computed again for gradients"),
    TrainingParameter("epochs", 10, .whole(from: 1), "times that all examples are seen"),
    TrainingParameter(
      "batch", 32, .whole(from: 1, upTo: 1024), "examples that a step of training sees"),
    TrainingParameter(
      "validation", 0.1, .share, "share of the examples that is not trained with, but judged by"),
    TrainingParameter(
      "patience", nil, .whole(from: 1),
      "epochs without a better one after which training ends"),
    TrainingParameter(
      "seed", 1, .whole(from: 0), "number from which all that is random follows"),
  ]
}
