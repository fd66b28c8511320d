import RecurGraph

/// What a model is trained by, ready to be emitted.
public struct EmittableTraining: Sendable {
  /// The fused graph of a loss, of its weight, of metrics, and of the gradient by each of the model's weights; its last
  /// inputs are `masks`, and behind them those of `pieces`.
  public var gradient: Graph
  /// The same without gradients; it has `masks` only if pieces are summed up to the whole.
  public var loss: Graph
  /// The most examples of a step.
  public var limit: Int
  /// What is drawn anew for each step.
  public var masks: [Mask]
  /// What sequences are cut into, if examples are not learned from as a whole.
  public var pieces: Pieces?
  /// What makes steps of gradients.
  public var method: EmittableMethod

  /// Numbers that are drawn anew for each step.
  public enum Mask: Hashable, Sendable {
    /// What elements are multiplied with of which this share is left out.
    case dropout(Double)
    /// 0 at the steps at which a block is fed its own token; how many they are is said while training.
    case forcing
  }

  /// Pieces of sequences, one behind the other.
  public struct Pieces: Sendable {
    /// The time steps of each.
    public var steps: Int
    /// What is learned from each.
    public var use: PieceUse
    /// The states with which a piece goes on where that before has ended. Each graph has them, and numbers
    /// that say whether sequences begin and end, behind its other inputs, as `carryingStates` adds them, and
    /// what they become, or gradients by them, behind the other answers.
    public var states: [TensorType]

    /// Creates pieces of `steps` time steps.
    public init(steps: Int, use: PieceUse, states: [TensorType]) {
      self.steps = steps
      self.use = use
      self.states = states
    }
  }

  /// How many inputs callers give: what the model is given, and targets.
  var givenCount: Int {
    gradient.inputs.count { !$0.name.hasPrefix(Graph.carriedPrefix) } - masks.count
  }

  /// The metrics' names, in order.
  var metrics: [String] { loss.metrics }

  /// Creates the training of a model.
  public init(
    gradient: Graph, loss: Graph, limit: Int, masks: [Mask] = [],
    pieces: Pieces? = nil, method: EmittableMethod
  ) {
    self.gradient = gradient
    self.loss = loss
    self.limit = limit
    self.masks = masks
    self.pieces = pieces
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
