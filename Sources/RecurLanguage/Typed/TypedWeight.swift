/// The position of a weight in its model's `weights`.
public struct WeightID: Hashable, Sendable {
  /// The position.
  public let number: Int

  /// Creates the name of weight `number`.
  public init(_ number: Int) { self.number = number }
}

/// One trained tensor.
public struct TypedWeight: Hashable, Sendable {
  /// The parameter path, as in `h.forward.Wi`.
  public var path: String
  /// The extents, slowest first. The elements are real.
  public var shape: [Int]
  /// Whether the spec calls it a bias, which starts at zero.
  public var isBias: Bool
  /// What it is before training, if the spec says so.
  public var start: Start?
  /// The other ways in which a weights file may hold it, one for each framework layout that the cell
  /// declares: in each, the weight is the sum of the slices.
  public var layouts: [[Slice]]
  /// Where the spec declares it, for a cell, or uses the layer that has it.
  public var span: SourceSpan

  /// What data have as a whole.
  public enum Statistic: Hashable, Sendable {
    /// The mean.
    case mean
    /// The root of the mean square of the differences from the mean.
    case deviation
  }

  /// What a weight is before training.
  public indirect enum Start: Hashable, Sendable {
    /// The same number everywhere.
    case number(Double)
    /// Random numbers from the first up to the second, all as likely.
    case uniform(Double, Double)
    /// A number on the diagonal, else 0.
    case identity(Double)
    /// A random matrix whose rows, or columns if these are fewer, stand at right angles and have this length.
    case orthogonal(Double)
    /// A random square matrix of this spectral radius.
    case reservoir(Double)
    /// What an input or target of that name is in the data that are learned from, element by element; without
    /// data that of numbers with the mean 0 and the deviation 1.
    case statistic(Statistic, of: String)
    /// What it stays in training, too.
    case fixed(Start)

    /// The number that a weight is everywhere, if it starts so.
    var number: Double? {
      switch self {
      case .number(let number): number
      case .fixed(let start): start.number
      default: nil
      }
    }
  }

  /// Some rows of a tensor in a framework's own layout.
  public struct Slice: Hashable, Sendable {
    /// The tensor's name, as in `h.weight_ih_l0_reverse`.
    public var tensor: String
    /// The shape of that whole tensor.
    public var shape: [Int]
    /// The first of the rows; there are as many as the weight has.
    public var start: Int

    /// Creates a slice.
    public init(tensor: String, shape: [Int], start: Int) {
      self.tensor = tensor
      self.shape = shape
      self.start = start
    }
  }

  /// Creates a weight.
  public init(
    path: String, shape: [Int], isBias: Bool = false, start: Start? = nil,
    layouts: [[Slice]] = [], span: SourceSpan
  ) {
    self.path = path
    self.shape = shape
    self.isBias = isBias
    self.start = start
    self.layouts = layouts
    self.span = span
  }
}
