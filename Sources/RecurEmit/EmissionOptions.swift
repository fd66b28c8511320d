import RecurGraph
import RecurTemplates

/// What is chosen about emitted code beside the spec: every option of emission travels in it.
///
/// A new option is a property here, an `Option` in the list `Option.emission`, and a line in
/// `Invocation.emission`, both of `RecurCommandLine`.
public struct EmissionOptions: Sendable {
  /// The processors the code is for.
  public var target: TargetDescription
  /// What the matrices of products are held in.
  public var precision: Precision
  /// The forms of `tanh` and `sigmoid`.
  public var activations = Activations.accurate
  /// The most inputs that are run side by side, one of `batches`; from 2 on, models get a type `Batch`.
  public var batch = 1
  /// What `batch` can be.
  public static let batches = 1...1024

  /// The most threads that share a step or a sequence, one of `threadCounts`; from 2 on, `Predictor` and
  /// `Stream` take a number of them.
  public var threads = 1
  /// What `threads` can be.
  public static let threadCounts = 1...1024

  /// Whether models that say how they are trained get a type `Trainer`.
  public var isTraining = false

  /// Whether threads can share a step or a sequence.
  public var isShared: Bool { threads > 1 }

  /// Whether models get a type `Batch`.
  public var isBatched: Bool { batch > 1 }

  /// Chooses the target, and of everything else what is standard unless it is given.
  public init(target: TargetDescription, precision: Precision = .f32) {
    self.target = target
    self.precision = precision
  }
}
