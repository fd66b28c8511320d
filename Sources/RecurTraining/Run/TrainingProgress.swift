import Foundation
import RecurLanguage
import RecurWeights

/// Where a training stands: with it, and what steps have made of the model, it goes on to the bit.
public struct TrainingProgress: Codable, Hashable, Sendable {
  /// What came of the epochs that have ended.
  public var epochs: [EpochRecord] = []
  /// What has come of the current one so far.
  public var current = EpochSums()
  /// What the training is of; another cannot go on from here.
  public var identity: [String: String]

  /// The start of a training.
  public init(identity: [String: String]) { self.identity = identity }

  /// The epoch that was judged best, from 0; of those whose metric is the same the one with the least loss.
  public func best(under settings: TrainingSettings) -> Int? {
    let judgements = epochs.map { $0.judgement(under: settings) }
    return epochs.indices.min {
      (judgements[$0], epochs[$0].judged, $0) < (judgements[$1], epochs[$1].judged, $1)
    }
  }

  /// How many epochs there were since.
  public func epochsWithoutProgress(under settings: TrainingSettings) -> Int {
    best(under: settings).map { epochs.count - 1 - $0 } ?? 0
  }

  /// Whether nothing is left to do of a training with `settings`.
  public func isFinished(under settings: TrainingSettings) -> Bool {
    if epochs.count >= settings.epochs { return true }
    guard let patience = settings.patience else { return false }
    return epochsWithoutProgress(under: settings) >= patience
  }

  /// What notes call what JSON has no numbers for: a loss may overflow where examples are judged.
  private static let nonFinite = ["inf", "-inf", "nan"]

  /// The text of the note of a checkpoint: one line.
  public func note() throws -> String {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: Self.nonFinite[0], negativeInfinity: Self.nonFinite[1],
      nan: Self.nonFinite[2])
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Reads the note of a checkpoint.
  public init(note: String) throws(RecurFault) {
    do {
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: Self.nonFinite[0], negativeInfinity: Self.nonFinite[1],
        nan: Self.nonFinite[2])
      self = try decoder.decode(TrainingProgress.self, from: Data(note.utf8))
    } catch {
      throw RecurFault("the checkpoint's note is not one of a training")
    }
  }
}

/// What came of an epoch.
public struct EpochRecord: Codable, Hashable, Sendable {
  /// The steps up to its end.
  public var steps: Int
  /// The mean loss of its steps, each before it was taken.
  public var loss: Double
  /// The mean loss of the examples to judge by after it, if there are any.
  public var validation: Double?
  /// The mean norm of the gradients.
  public var norm: Double
  /// The rate of its last step.
  public var rate: Float
  /// The seconds it took.
  public var seconds: Double
  /// The means of metrics, as `loss` and `validation` are.
  public var metrics: [Metric] = []

  /// A metric's means.
  public struct Metric: Codable, Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// Its mean over the steps.
    public var training: Double
    /// Its mean over the examples to judge by, if there are any.
    public var validation: Double?

    /// What it says of the epoch.
    public var judged: Double { validation ?? training }
  }

  /// The loss that it is judged by, unless a metric says more.
  public var judged: Double { validation ?? loss }

  /// How bad it is: the less, the better. What is no number is as bad as can be.
  func judgement(under settings: TrainingSettings) -> Double {
    guard let (index, goal) = settings.kept, metrics.indices ~= index else {
      return judged.isNaN ? .infinity : judged
    }
    let value = metrics[index].judged
    if value.isNaN { return .infinity }
    return goal == .highest ? -value : value
  }
}

/// Sums over the steps of an epoch.
public struct EpochSums: Codable, Hashable, Sendable {
  /// How many steps there were.
  public var steps = 0
  /// The sum of losses, each times how much it counts, and of how much they count.
  public var loss = 0.0, weight = 0.0
  /// The sum of the norms of gradients.
  public var norm = 0.0
  /// The sums of metrics, as those of losses.
  public var metrics: [Double] = []
  /// The seconds they took.
  public var seconds = 0.0

  /// Sums of nothing.
  public init() {}

  /// Adds a step.
  public mutating func add(_ outcome: TrainingOutcome) {
    steps += 1
    loss += outcome.loss
    weight += outcome.weight
    norm += outcome.norm
    if metrics.isEmpty { metrics = outcome.metrics.map { _ in 0 } }
    for (index, metric) in outcome.metrics.enumerated() { metrics[index] += metric }
  }

  /// The mean loss.
  public var meanLoss: Double { weight == 0 ? 0 : loss / weight }

  /// The means of metrics.
  public var meanMetrics: [Double] { metrics.map { weight == 0 ? 0 : $0 / weight } }

  /// The mean norm of gradients.
  public var meanNorm: Double { steps == 0 ? 0 : norm / Double(steps) }
}
