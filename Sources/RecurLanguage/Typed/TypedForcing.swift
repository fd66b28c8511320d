/// What a block that is fed its own answers would choose by, had it been fed what was meant: teacher forcing
/// (Williams, Zipser 1989).
///
/// The block takes a step for each token of `truth`; the token before is that of `truth`, and `from` at
/// the first step.
public struct TypedForcing: Hashable, Sendable {
  /// The block, whose variables this defines for itself.
  public var generate: TypedGenerate
  /// The tokens that were meant, a sequence, of the same kind as the block's.
  public var truth: TypedExpression
  /// A score for each token, by the variables of the block.
  public var scores: TypedExpression
  /// The variable that holds the scores of each step, outside the block.
  public var sequence: TypedVariable
  /// The variable that holds at each step whether the token before is that of `truth`, where it may be the one
  /// with the greatest score instead.
  public var mask: VariableID
  /// Where the spec compares the two.
  public var span: SourceSpan

  /// Creates a forcing.
  public init(
    generate: TypedGenerate, truth: TypedExpression, scores: TypedExpression,
    sequence: TypedVariable, mask: VariableID, span: SourceSpan
  ) {
    self.generate = generate
    self.truth = truth
    self.scores = scores
    self.sequence = sequence
    self.mask = mask
    self.span = span
  }
}
