#if canImport(RecurWeights)
  import RecurWeights
#endif

/// A model that learns, as the program that trains it sees it; emitted code conforms to this.
public protocol TrainableModel: ~Copyable {
  /// The model's signature, as JSON.
  static var signature: String { get }

  /// What each example has, in the order in which batches have it.
  static var values: [TrainedValue] { get }

  /// How many lengths examples have that may differ.
  static var lengthCount: Int { get }

  /// The most examples of a step.
  static var limit: Int { get }

  /// The time steps of the pieces that examples are learned from in, one after the other; nil for whole ones.
  static var window: Int? { get }

  /// Creates a model from its first weights, with memory for examples of `capacity` time steps, whose
  /// examples `threads` threads share.
  init(capacity: Int, threads: Int, tensor: (String, [Int]) throws -> [Float]) throws

  /// How long steps are.
  var rate: Float { get set }

  /// At which share of their steps blocks are fed what was meant, and not their own tokens.
  var forcing: Float { get set }

  /// The norm of the latest step's gradient.
  var gradientNorm: Double { get }

  /// The names of what is told beside the loss.
  static var metrics: [String] { get }

  /// The mean of a metric over the examples of the latest step or judgement, each times how much it counts; nil if
  /// nothing counts.
  func metric(_ name: String) -> Float?

  /// Learns from some examples.
  ///
  /// - Returns: their mean loss before, and how much they count together.
  mutating func step(_ batch: borrowing TrainingBatch) throws -> (loss: Float, weight: Float)

  /// Differentiates the loss of some examples and changes nothing: the sum of their losses, and how much they
  /// count together.
  mutating func differentiate(
    _ batch: borrowing TrainingBatch
  ) throws -> (loss: Float, weight: Float)

  /// Multiplies and adds `size` numbers, `times` times, as fast as the processor can.
  mutating func multiply(_ size: Int, _ times: Int)

  /// Judges some examples: the sum of their losses, and how much they count together.
  mutating func judge(_ batch: borrowing TrainingBatch) throws -> (loss: Float, weight: Float)

  /// The elements of a weight.
  func weight(_ path: String) -> [Float]?

  /// What steps have made of the model.
  func snapshot() -> [UInt8]

  /// Goes on where a model stood when the snapshot was taken.
  mutating func restore(_ bytes: [UInt8]) throws
}

/// An input or target of a model that learns.
public struct TrainedValue: Hashable, Sendable {
  /// The spec's name.
  public let name: String
  /// The elements at one time step, or of the whole where it has no time axis.
  public let size: Int
  /// Whether they are tokens, and not numbers.
  public let isToken: Bool
  /// Which of the lengths that may differ it has, if any.
  public let length: Int?

  /// Creates a value.
  public init(name: String, size: Int, isToken: Bool, length: Int? = nil) {
    self.name = name
    self.size = size
    self.isToken = isToken
    self.length = length
  }
}

/// Some examples, as a model that learns takes them: those of each value one after the other, each with room
/// for the longest.
public struct TrainingBatch: ~Copyable {
  /// How many there are.
  public internal(set) var count = 0
  /// Whether they are pieces that go on where those before have ended.
  public internal(set) var isContinued = false
  /// The elements of values that are numbers; nothing in the places of others.
  public internal(set) var numbers: [[Float]]
  /// The elements of values that are tokens; nothing in the places of others.
  public internal(set) var tokens: [[Int32]]
  /// The time steps of each example, for each length.
  public internal(set) var lengths: [[Int32]]

  init(values: Int, lengths: Int) {
    numbers = [[Float]](repeating: [], count: values)
    tokens = [[Int32]](repeating: [], count: values)
    self.lengths = [[Int32]](repeating: [], count: lengths)
  }
}
