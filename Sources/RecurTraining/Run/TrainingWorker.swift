import RecurWeights

/// What takes the steps of a training: the program that has been compiled for a model.
///
/// Work is begun in one order and its outcomes are had in the same order, so that the worker need not wait
/// for whoever reads them.
public protocol TrainingWorker: AnyObject {
  /// Begins some work.
  func begin(_ work: TrainingWork) throws

  /// The outcome of the work that was begun first and whose outcome has not been had.
  ///
  /// - Throws: `BrokenStep`, too.
  func outcome() throws -> TrainingOutcome

  /// Writes the weights to a file of the run's folder.
  func writeWeights(to name: String) throws

  /// Writes what steps have made of the model, and a note, to a file of the run's folder.
  func writeCheckpoint(to name: String, note: String) throws

  /// Goes on where the model stood when a file of the run's folder was written.
  func restore(from name: String) throws
}

/// What a worker does at a time.
public enum TrainingWork: Hashable, Sendable {
  /// A step along the gradient of some examples, as long as `rate` says; blocks are fed what was meant at a
  /// share `forcing` of their steps.
  case step(rate: Float, forcing: Float, examples: [Int])
  /// The loss of some examples.
  case judge(examples: [Int])

  /// So much work is begun before the first of it must have ended.
  static let ahead = 32
}

extension TrainingWorker {
  /// What comes of judging examples, some at a time, or nil of none. No other work may be under way.
  public func judge(_ batches: [[Int]]) throws -> EpochSums? {
    guard !batches.isEmpty else { return nil }
    var sums = EpochSums()
    var begun = 0
    while sums.steps < batches.count {
      while begun < batches.count, begun - sums.steps < TrainingWork.ahead {
        try begin(.judge(examples: batches[begun]))
        begun += 1
      }
      sums.add(try outcome())
    }
    return sums
  }
}

/// What came of it.
public struct TrainingOutcome: Hashable, Sendable {
  /// The sum of the losses, each times how much it counts.
  public var loss: Double
  /// How much they count together.
  public var weight: Double
  /// The norm of a step's gradient.
  public var norm: Double
  /// The sum of each metric, as that of the losses.
  public var metrics: [Double]

  /// Creates an outcome.
  public init(loss: Double, weight: Double, norm: Double = 0, metrics: [Double] = []) {
    self.loss = loss
    self.weight = weight
    self.norm = norm
    self.metrics = metrics
  }
}

/// A step whose loss or gradient is no finite number. The worker takes no further steps.
public struct BrokenStep: Error {
  /// What is not finite.
  public var message: String

  /// Creates the fault.
  public init(_ message: String) { self.message = message }
}
