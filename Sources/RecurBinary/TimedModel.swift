#if canImport(RecurWeights)
  import RecurWeights
#endif

/// A compiled model as benchmarks see it; emitted code conforms to this.
public protocol TimedModel: BinaryModel, ~Copyable {
  /// What can be done over and over: `predict` answers all rows; `step` takes a step of a model that has
  /// steps; `read`, `readQuarters` and `readTurns` only read memory, `multiply` only multiplies and
  /// adds, and `plain` is a step of the kernel that emitted code is compared to.
  static var workloads: [String] { get }

  /// Takes the inputs to work on, in groups as `runBatch` takes them.
  mutating func prepare(_ groups: [[[String: HostTensor]]]) throws

  /// Answers one set of inputs step by step, with an answer for each step; throws for a model that has
  /// no steps.
  mutating func runSteps(_ inputs: [String: HostTensor]) throws -> [String: HostTensor]

  /// Does one of `workloads` a number of times; throws for another one.
  ///
  /// - Parameter size: the bytes of a read, the multiply-adds of `multiply`.
  mutating func perform(_ workload: String, size: Int, times: Int) throws
}
