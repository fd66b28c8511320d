/// One value that a caller passes in or that the model answers with.
public struct Port: Hashable, Sendable {
  /// The spec's name.
  public var name: String
  /// The spec's doc comment.
  public var documentation: String
  /// The vocabulary of tokens that may be given or shown as text.
  public var vocabulary: Vocabulary?

  /// Creates an input or output.
  public init(name: String, documentation: String = "", vocabulary: Vocabulary? = nil) {
    self.name = name
    self.documentation = documentation
    self.vocabulary = vocabulary
  }
}

/// One value that a caller passes in.
public typealias Input = Port

/// One value that the model answers with.
public typealias Output = Port

/// One trained tensor.
public struct Weight: Hashable, Sendable {
  /// The parameter path, as in `encoder.Wz`.
  public var path: String

  /// The other ways in which a weights file may hold this tensor, one for each framework layout that
  /// the cell declares: in each, the tensor is the sum of the slices.
  public var layouts: [[Slice]]

  /// Whether this is a bias, which `recur init` sets to zero.
  public var isBias: Bool

  /// What `recur init` makes of it, if the spec says so.
  public var start: Start?

  /// Creates a weight.
  public init(
    path: String, isBias: Bool = false, start: Start? = nil, layouts: [[Slice]] = []
  ) {
    self.path = path
    self.isBias = isBias
    self.start = start
    self.layouts = layouts
  }

  /// Whether training leaves it as it starts.
  public var isFixed: Bool {
    if case .fixed = start { true } else { false }
  }

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
    /// A number on the diagonal of a matrix, else 0.
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
  }

  /// Some rows of a tensor in a framework's own layout, as `rows 256 ..< 512 of h.weight_ih_l0`.
  public struct Slice: Hashable, Sendable {
    /// The tensor's name in the weights file.
    public var tensor: String
    /// The shape of that whole tensor.
    public var shape: [Int]
    /// The first of the rows.
    public var start: Int

    /// Creates a slice of as many rows as the weight has, from `start`.
    public init(tensor: String, shape: [Int], start: Int) {
      self.tensor = tensor
      self.shape = shape
      self.start = start
    }
  }
}

/// How text and tokens stand for each other.
public struct Vocabulary: Hashable, Sendable {
  /// How a text is cut into entries.
  public enum Split: String, Hashable, Sendable {
    /// Every character is one entry; answers are joined with nothing between.
    case characters
    /// White space separates entries; answers are joined with a space.
    case words
  }

  /// The spec's name.
  public var name: String
  /// The text of each token, by its number.
  public var entries: [String]
  /// How a text is cut.
  public var split: Split
  /// The token for an entry that is not in the list; without it such an entry is an error.
  public var unknown: Int?
  /// The token that is appended to every text.
  public var end: Int?
  /// Whether a text is lowercased first.
  public var lowercased: Bool

  /// Creates a vocabulary.
  public init(
    name: String, entries: [String], split: Split = .words, unknown: Int? = nil, end: Int? = nil,
    lowercased: Bool = false
  ) {
    self.name = name
    self.entries = entries
    self.split = split
    self.unknown = unknown
    self.end = end
    self.lowercased = lowercased
  }
}

extension Graph {
  /// What the answers that are sums of metrics begin with.
  public static let metricPrefix = "metric."

  /// The names of the metrics among its answers, in order.
  public var metrics: [String] {
    outputs.map(\.name).filter { $0.hasPrefix(Graph.metricPrefix) }
      .map { String($0.dropFirst(Graph.metricPrefix.count)) }
  }
}
