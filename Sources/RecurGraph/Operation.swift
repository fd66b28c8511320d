/// What one node computes. `Graph` shows the grammar, `OperationRule` the typing.
public enum Operation: Hashable, Sendable {
  /// Every element is the number; for a token type, the token.
  case constant(Double)

  /// A function of the elements at one position. Scalars broadcast, and so does a matrix of one column or
  /// of one row where the others have more.
  case elementwise(ElementwiseFunction)

  /// `[M, K]` matrix and `[K]` vector to `[M]`.
  case product

  /// `[M]` to the matrix `[M, 1]`.
  case column

  /// `[N]` to the matrix `[1, N]`.
  case row

  /// `[N]` to a scalar.
  case reduce(Reduction)

  /// `[N]` to the position of its greatest element, the first of equals.
  case argmax

  /// `[N + 1]` to one of N positions, drawn with its element for weight; the last element, from 0 up to 1,
  /// decides which.
  case sample(Sampling)

  /// `[V, E]` table and `token(V)` to the row `[E]`.
  case gather

  /// `token(V)` to the vector `[N]` of zeros with a 1 at the token's position; N is the number, at least V.
  case onehot(Int)

  /// Tensors that agree in all but the first axis, one after the other along it.
  case concatenate

  /// `count` entries of the first axis from `start`.
  case slice(start: Int, count: Int)

  /// A sequence to its value at one time step.
  case element(Position)

  /// A sequence to the sequence of the same values in the opposite order.
  case reverse

  /// A sequence of numbers to the one that has at each time step what it has so many steps later, earlier if
  /// they are less than 0, and 0 where it has none.
  case ahead(Int)

  /// n values of one type to a sequence of length n.
  case sequence

  /// A cell run over a sequence.
  case scan(Scan)

  /// A cell that is fed its own answers.
  case generate(Generate)

  /// What only gradients need.
  case gradient(GradientOperation)

  /// A region that is evaluated tile by tile in registers: one phase of a schedule.
  ///
  /// It has no parameters and no operands: it sees the values around it. Every result has shape
  /// `[extent]`; a kernel of extent 1 may also yield scalars, of shape `[]`. Inside are `product`s of
  /// whole vectors from outside, `slice`s, `constant`s and elementwise functions only, all of that
  /// extent but for a product that is read only through slices of it, and scalars that broadcast. A
  /// slice is of such a product or of a value from outside. If results are sequences, all have one
  /// length.
  ///
  /// With `columns`, the region is evaluated at each element of a matrix `[extent, columns]`, a tile of
  /// rows after the other and of each tile column by column. Inside are elementwise functions of that
  /// shape, `column`s and `row`s of vectors from outside, and `product`s of such matrices, or of matrices
  /// from outside, with whole vectors from outside. Results are matrices of that shape and products.
  case kernel(extent: Int, columns: Int?)
}

/// A time step of a sequence.
public enum Position: Hashable, Sendable {
  /// The step at time 0.
  case first
  /// The step at the greatest time.
  case last
  /// The step at a time that is known when compiling.
  case at(Int)
}

/// The order in which a scan reads or writes a sequence.
public enum Direction: String, Hashable, Sendable {
  /// From the first time step to the last.
  case forward
  /// From the last time step to the first.
  case backward
}

/// A cell run over one or more sequences of one length.
///
/// Operands: the input sequences, then the initial states. Region parameters: the inputs' values at
/// one step, then the states. Region results: the next states, then the outputs at that step. Node
/// results: the final states, then the output sequences. A state may be a sequence. At iteration i, a `forward` sequence is read
/// or written at time i and a `backward` one at time n - 1 - i.
///
/// Text form: `scan(inputs forward, backward; states 2; outputs forward; unroll 2)`, without `outputs`
/// if there are none and without `unroll` if it is 1.
public struct Scan: Hashable, Sendable {
  /// The reading order of each input sequence.
  public var inputs: [Direction]
  /// The number of states.
  public var states: Int
  /// The writing order of each output sequence.
  public var outputs: [Direction]
  /// How many steps the emitted loop takes per iteration.
  public var unroll: Int

  /// Creates the description of a scan.
  public init(inputs: [Direction], states: Int, outputs: [Direction], unroll: Int = 1) {
    self.inputs = inputs
    self.states = states
    self.outputs = outputs
    self.unroll = unroll
  }
}

/// A cell that is fed its own answers.
///
/// Operands: the initial states. Region parameters: the previous token, then the states. Region
/// results: the token, then the next states. Node result: the sequence of tokens, without the one that
/// stopped it. The previous token of the first step is `from`.
///
/// Text form: `generate(from 2; until 3; atMost 20; states 1)`; `until none` where nothing stops it
/// early.
public struct Generate: Hashable, Sendable {
  /// The token before the first.
  public var from: Int
  /// The token that ends the sequence and is not part of it.
  public var until: Int?
  /// The greatest length.
  public var atMost: Int
  /// The number of states.
  public var states: Int

  /// Creates the description of a generation.
  public init(from: Int, until: Int?, atMost: Int, states: Int) {
    self.from = from
    self.until = until
    self.atMost = atMost
    self.states = states
  }
}
