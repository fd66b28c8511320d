/// A number that tells how well a model does, as the loss, but which need not have a gradient: its mean over time
/// steps and examples, weighted as the loss is.
public struct TrainingMetric: Hashable, Sendable {
  /// What a metric should be.
  public enum Goal: String, CaseIterable, Sendable {
    /// As great as it may.
    case highest
    /// As small as it may.
    case lowest
  }

  /// What it is called.
  public var name: String
  /// What it should be, if weights are judged by it.
  public var goal: Goal?

  /// Creates a metric.
  public init(_ name: String, _ goal: Goal? = nil) {
    self.name = name
    self.goal = goal
  }

  /// What is told of each epoch beside metrics, none of which is called so.
  public static let others = [
    "epoch", "steps", "loss", "validation", "validation_loss", "gradient", "gradient_norm", "rate",
    "seconds", "weight",
  ]
}
