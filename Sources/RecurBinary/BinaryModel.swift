#if canImport(RecurWeights)
  import RecurWeights
#endif

/// A compiled model as its executable's command line sees it; emitted code conforms to this.
///
/// `run` gets every input of the signature, checked: numbers as `f32`, tokens as `i32` in range, a
/// sequence with time as first axis and at least one step, no batch axis. It answers every output of the
/// signature in the same form, a sequence being as long as it is.
public protocol BinaryModel: ~Copyable {
  /// The signature, as JSON.
  static var signature: String { get }

  /// Creates the model from its parameters, which `tensors` gives by path and shape, row-major.
  init(tensors: (String, [Int]) throws -> [Float]) throws

  /// Answers one set of inputs.
  mutating func run(_ inputs: [String: HostTensor]) throws -> [String: HostTensor]
}
