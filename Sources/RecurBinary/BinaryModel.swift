#if canImport(RecurWeights)
  import RecurWeights
#endif

/// A compiled model as its executable's command line sees it; emitted code conforms to this.
///
/// `run` gets every input of the signature, checked: numbers as `f32` or `f64`, tokens as `i32` in range, a
/// sequence with time as first axis and at least one step, no batch axis. It answers every output of the
/// signature in the same form, a sequence being as long as it is.
public protocol BinaryModel: ~Copyable {
  /// The signature, as JSON.
  static var signature: String { get }

  /// What it computes with.
  associatedtype Number: BinaryNumber

  /// Creates the model from its parameters, which `tensors` gives by path and shape, row-major.
  init(tensors: (String, [Int]) throws -> [Number]) throws

  /// Answers one set of inputs.
  mutating func run(_ inputs: [String: HostTensor]) throws -> [String: HostTensor]

  /// The most sets of inputs that `runBatch` takes.
  static var batchLimit: Int { get }

  /// Whether `runBatch` takes sets whose sequences differ in length.
  static var mixesLengths: Bool { get }

  /// Whether threads can share a call.
  static var takesThreads: Bool { get }

  /// Has so many threads share each call, as far as they can.
  mutating func use(threads: Int)

  /// Answers several sets of inputs, each input of one length in all of them unless it mixes lengths.
  mutating func runBatch(_ rows: [[String: HostTensor]]) throws -> [[String: HostTensor]]
}

/// What models compute with: `Float`, or `Double`.
public protocol BinaryNumber {
  /// The elements of a parameter.
  static func elements(
    of weights: WeightBinding, _ path: String, _ shape: [Int]
  ) throws(RecurFault) -> [Self]
}

extension Float: BinaryNumber {
  /// The elements of a parameter, rounded.
  public static func elements(
    of weights: WeightBinding, _ path: String, _ shape: [Int]
  ) throws(RecurFault) -> [Float] { try weights.floats(path, shape) }
}

extension Double: BinaryNumber {
  /// The elements of a parameter, exactly.
  public static func elements(
    of weights: WeightBinding, _ path: String, _ shape: [Int]
  ) throws(RecurFault) -> [Double] { try weights.doubles(path, shape) }
}

extension BinaryModel where Self: ~Copyable {
  /// Creates the model from bound weights.
  init(_ weights: WeightBinding) throws {
    try self.init(tensors: { (path, shape) throws in
      try Number.elements(of: weights, path, shape)
    })
  }

  /// A model that is not emitted for batches takes one set of inputs at a time.
  public static var batchLimit: Int { 1 }

  /// A model without sequences as inputs has no lengths.
  public static var mixesLengths: Bool { false }

  /// A model that is emitted neither for batches nor for threads runs on one.
  public static var takesThreads: Bool { false }

  /// Nothing is shared there.
  public mutating func use(threads: Int) {}

  /// Answers one set of inputs after the other.
  public mutating func runBatch(
    _ rows: [[String: HostTensor]]
  ) throws -> [[String: HostTensor]] {
    var answers: [[String: HostTensor]] = []
    for row in rows { answers.append(try run(row)) }
    return answers
  }
}
