import RecurGraph

/// What a model is trained by, ready to be emitted.
public struct EmittableTraining: Sendable {
  /// The fused graph of a loss, of its weight, of metrics, and of the gradient by each of the model's weights; its last
  /// inputs are `masks`, and behind them those of `carried`.
  public var gradient: Graph
  /// The same without gradients.
  public var loss: Graph
  /// The most examples of a step.
  public var limit: Int
  /// What is drawn anew for each step.
  public var masks: [Mask]
  /// The states with which a piece of a sequence goes on where that before has ended. Each graph has them, and a
  /// number that says whether sequences begin, behind its other inputs, and what they become behind the other
  /// answers.
  public var carried: [TensorType]
  /// The time steps of the pieces that examples are learned from in, if not whole.
  public var window: Int?
  /// What makes steps of gradients.
  public var method: EmittableMethod

  /// Numbers that are drawn anew for each step.
  public enum Mask: Hashable, Sendable {
    /// What elements are multiplied with of which this share is left out.
    case dropout(Double)
    /// 0 at the steps at which a block is fed its own token; how many they are is said while training.
    case forcing
  }

  /// The metrics' names, in order.
  var metrics: [String] { loss.metrics }

  /// Creates the training of a model.
  public init(
    gradient: Graph, loss: Graph, limit: Int, masks: [Mask] = [],
    carried: [TensorType] = [], window: Int? = nil, method: EmittableMethod
  ) {
    self.gradient = gradient
    self.loss = loss
    self.limit = limit
    self.masks = masks
    self.carried = carried
    self.window = window
    self.method = method
  }
}

/// What makes a step of a gradient.
public struct EmittableMethod: Sendable {
  /// The name of the optimizer, one of `Optimizer.table`.
  public var optimizer: String
  /// What a spec says of it, by name.
  public var numbers: [String: Double]
  /// What is done to gradients first, in order.
  public var clips: [(kind: Clip, limit: Double)]
  /// The number from which all that is random follows.
  public var seed: Int

  /// What gradients are brought within.
  public enum Clip: String, Sendable {
    /// Each number, either way.
    case value
    /// The norm of all together.
    case norm
    /// The norm of the gradient by each weight.
    case each
  }

  /// Creates a method.
  public init(
    optimizer: String = "sgd", numbers: [String: Double] = ["rate": 0.001],
    clips: [(kind: Clip, limit: Double)] = [], seed: Int = 1
  ) {
    self.optimizer = optimizer
    self.numbers = numbers
    self.clips = clips
    self.seed = seed
  }
}
