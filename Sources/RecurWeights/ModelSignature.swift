/// What a model takes, answers and is made of: the contract between the compiler, a weights file and
/// an executable. Emitted code carries it as JSON.
public struct ModelSignature: Hashable, Sendable {
  /// The model's name in the spec.
  public var model: String
  /// The spec's doc comment.
  public var documentation: String
  /// What a caller passes in, in the spec's order.
  public var inputs: [Value]
  /// What the model answers with, in the spec's order.
  public var outputs: [Value]
  /// The trained tensors, in the order in which the compiler lists them.
  public var parameters: [Parameter]

  /// Creates a signature.
  public init(
    model: String, documentation: String = "", inputs: [Value], outputs: [Value],
    parameters: [Parameter]
  ) {
    self.model = model
    self.documentation = documentation
    self.inputs = inputs
    self.outputs = outputs
    self.parameters = parameters
  }

  /// One input or output.
  public struct Value: Hashable, Sendable {
    /// The spec's name.
    public var name: String
    /// The spec's doc comment.
    public var documentation: String
    /// Whether time is the first axis, before `shape`.
    public var isSequence: Bool
    /// The number of steps of a sequence whose length the spec fixes.
    public var length: Int?
    /// The input that a sequence is as long as, if that is another one.
    public var asLongAs: String?
    /// The shape of one step of a sequence, else of the value; empty for tokens.
    public var shape: [Int]
    /// For tokens, how many there are: each is below this number.
    public var tokens: Int?
    /// How text stands for tokens.
    public var vocabulary: Vocabulary?
    /// The most steps that a generated output has.
    public var atMost: Int?

    /// Creates an input or output.
    public init(
      name: String, documentation: String = "", isSequence: Bool = false, length: Int? = nil,
      asLongAs: String? = nil, shape: [Int] = [], tokens: Int? = nil, vocabulary: Vocabulary? = nil,
      atMost: Int? = nil
    ) {
      self.name = name
      self.documentation = documentation
      self.isSequence = isSequence
      self.length = length
      self.asLongAs = asLongAs
      self.shape = shape
      self.tokens = tokens
      self.vocabulary = vocabulary
      self.atMost = atMost
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

    /// The text of each token, by its number.
    public var entries: [String]
    /// How a text is cut.
    public var split: Split
    /// The token for an entry that is not in the list; without it such an entry is an error.
    public var unknown: Int?
    /// The token that is appended to every text.
    public var end: Int?
    /// Whether a text is lowercased first.
    public var isLowercased: Bool

    /// Creates a vocabulary.
    public init(
      entries: [String], split: Split = .words, unknown: Int? = nil, end: Int? = nil,
      isLowercased: Bool = false
    ) {
      self.entries = entries
      self.split = split
      self.unknown = unknown
      self.end = end
      self.isLowercased = isLowercased
    }
  }

  /// One trained tensor.
  public struct Parameter: Hashable, Sendable {
    /// The parameter path, as in `encoder.Wz`.
    public var path: String
    /// The shape, rows first.
    public var shape: [Int]
    /// Whether this is a bias, which `recur init` sets to zero.
    public var isBias: Bool
    /// The other ways in which a file may hold this tensor: in each, it is the sum of the slices.
    public var layouts: [[Slice]]

    /// Creates a parameter.
    public init(path: String, shape: [Int], isBias: Bool = false, layouts: [[Slice]] = []) {
      self.path = path
      self.shape = shape
      self.isBias = isBias
      self.layouts = layouts
    }
  }

  /// As many rows of a tensor in a framework's own layout as the parameter has.
  public struct Slice: Hashable, Sendable {
    /// The tensor's name in the weights file.
    public var tensor: String
    /// The shape of that whole tensor.
    public var shape: [Int]
    /// The first of the rows.
    public var start: Int

    /// Creates a slice.
    public init(tensor: String, shape: [Int], start: Int) {
      self.tensor = tensor
      self.shape = shape
      self.start = start
    }
  }
}
