/// A block that is fed its own answers, token by token.
public struct TypedGenerate: Hashable, Sendable {
  /// The token before the first.
  public var from: Int
  /// The token that ends the sequence and is not part of it, if any does.
  public var until: Int?
  /// The greatest length.
  public var atMost: Int
  /// The variable that holds the token of the step before, inside the body.
  public var previous: TypedVariable
  /// The states of the cells that the body steps, whose equations are part of `body`.
  public var states: [TypedState]
  /// What happens at one step.
  public var body: [TypedStatement]
  /// The token of the step.
  public var token: TypedExpression
  /// The variable that holds the sequence of tokens, outside the body.
  public var sequence: TypedVariable
  /// Where the spec says `generate`.
  public var span: SourceSpan

  /// Creates a generation.
  public init(
    from: Int, until: Int?, atMost: Int, previous: TypedVariable, states: [TypedState],
    body: [TypedStatement], token: TypedExpression, sequence: TypedVariable, span: SourceSpan
  ) {
    self.from = from
    self.until = until
    self.atMost = atMost
    self.previous = previous
    self.states = states
    self.body = body
    self.token = token
    self.sequence = sequence
    self.span = span
  }
}
