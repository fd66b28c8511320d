/// An expression whose type is known.
///
/// Everything but `element`, `reverse`, `ahead` and references is pointwise in time: if an operand is a
/// sequence, so is the result, of the same length, and operands that are none are the same at every
/// step.
public struct TypedExpression: Hashable, Sendable {
  /// What is computed.
  public var kind: Kind
  /// What it yields.
  public var type: ValueType
  /// Where the spec says so. Inside an expanded function this is the call.
  public var span: SourceSpan

  /// Creates an expression.
  public init(_ kind: Kind, type: ValueType, span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }

  /// What an expression computes.
  public indirect enum Kind: Hashable, Sendable {
    /// Every element is the number, whatever the shape; for a token type, the token.
    case number(Double)

    /// The operand, of whose elements training leaves a share out at random: they are then multiplied with
    /// those of `mask`, which nothing else reads.
    case dropout(Double, mask: VariableID, TypedExpression)

    /// A variable that is defined before: an input, a statement's, or a body's parameter.
    case variable(VariableID)

    /// A trained tensor.
    case weight(WeightID)

    /// A function of the elements at one position, by its name in `ElementwiseFunction.table`. A scalar operand is
    /// the same at every position, and a matrix of one column or row in all columns or rows of the others.
    case elementwise(String, [TypedExpression])

    /// `[M, K]` and `[K]` to `[M]`.
    case product(TypedExpression, TypedExpression)

    /// `[M]` to `[M, 1]`.
    case column(TypedExpression)

    /// `[N]` to `[1, N]`.
    case row(TypedExpression)

    /// `[N]` to a scalar, by the reduction of that name.
    case reduce(String, TypedExpression)

    /// `[N]` to `token(N)`, the first of equals.
    case argmax(TypedExpression)

    /// `[N]` and a scalar u to `token(N)`: one of the positions that come first by weight, at most `topK` and no
    /// more than `topP` of the sum of weights needs; the one at which the weights so far exceed u of theirs.
    case sample(topK: Int?, topP: Double?, TypedExpression, TypedExpression)

    /// Along the first axis.
    case concatenate([TypedExpression])

    /// The rows of `table`, `[V, E]`, that the tokens select.
    case embedding(table: WeightID, tokens: TypedExpression)

    /// A token to `[count]`, 1 at its position and else 0; there are at most as many tokens.
    case onehot(count: Int, TypedExpression)

    /// A token to a number: 1 where it is the one with that number, else 0.
    case isToken(Int, TypedExpression)

    /// `weight @ input + bias`, `[N, X]` and `[N]`, or without a bias.
    case dense(weight: WeightID, bias: WeightID?, input: TypedExpression)

    /// A sequence's value at one of its ends.
    case element(Position, TypedExpression)

    /// A sequence with its time axis turned round.
    case reverse(TypedExpression)

    /// A sequence's values so many time steps later, 0 where it has ended.
    case ahead(Int, TypedExpression)
  }

  /// An end of a time axis.
  public enum Position: String, Hashable, Sendable {
    case first
    case last
  }
}
