/// One checked model.
///
/// Functions are expanded where they are called, cells where they are scanned or stepped; every
/// shape is a number. Reading `statements` in order defines every variable before it is used.
/// Variables are numbered from 0 and each is defined once in the whole model: by an input, a
/// statement, or the parameters of a scan's or generation's body.
public struct TypedModel: Hashable, Sendable {
  /// The spec's name.
  public var name: String
  /// The spec's doc comment.
  public var documentation: String
  /// The model's name in the spec.
  public var span: SourceSpan
  /// The sizes that may be given from outside, with their values.
  public var sizes: [String: Int]
  /// What a caller passes in, in the spec's order.
  public var inputs: [TypedInput]
  /// The trained tensors, in the order in which the statements use them; a `WeightID` is an index.
  public var weights: [TypedWeight]
  /// The uses of cells, in the order of the weights.
  public var cells: [TypedCell]
  /// The computation.
  public var statements: [TypedStatement]
  /// What the model answers with, in the spec's order.
  public var outputs: [TypedOutput]
  /// How it is trained, if the spec says so.
  public var training: TypedTraining?

  /// Creates a model.
  public init(
    name: String, documentation: String, span: SourceSpan, sizes: [String: Int] = [:],
    inputs: [TypedInput], weights: [TypedWeight], cells: [TypedCell] = [],
    statements: [TypedStatement], outputs: [TypedOutput], training: TypedTraining? = nil
  ) {
    self.name = name
    self.documentation = documentation
    self.span = span
    self.sizes = sizes
    self.inputs = inputs
    self.weights = weights
    self.cells = cells
    self.statements = statements
    self.outputs = outputs
    self.training = training
  }

  /// The weight that `id` names.
  public subscript(id: WeightID) -> TypedWeight { weights[id.number] }
}
