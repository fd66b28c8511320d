/// What a model is trained for, and how.
///
/// What is to become small is the sum of `weight` times `loss` over time steps and examples, divided by the
/// sum of `weight`.
public struct TypedTraining: Hashable, Sendable {
  /// What was meant: values that a caller passes in beside the model's inputs, in the spec's order. A
  /// sequence is as long as what the loss compares it with.
  public var targets: [TypedInput]
  /// The computation of `loss` and `weight`, which goes on behind the model's statements; without weights
  /// of its own.
  public var statements: [TypedStatement]
  /// The number, or sequence of numbers, that is to become small.
  public var loss: TypedVariable
  /// How much each of them counts, if not all the same: a number, or as many as `loss` is.
  public var weight: TypedVariable?
  /// What the metrics of `settings` are: each a number, or as many as `loss` is.
  public var metrics: [TypedVariable]
  /// How it is trained.
  public var settings: TrainingSettings
  /// Where the spec says `train`.
  public var span: SourceSpan

  /// Creates a training.
  public init(
    targets: [TypedInput], statements: [TypedStatement], loss: TypedVariable,
    weight: TypedVariable?, metrics: [TypedVariable] = [], settings: TrainingSettings,
    span: SourceSpan
  ) {
    self.targets = targets
    self.statements = statements
    self.loss = loss
    self.weight = weight
    self.metrics = metrics
    self.settings = settings
    self.span = span
  }
}
