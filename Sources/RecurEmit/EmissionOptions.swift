import RecurGraph

/// What is chosen about emitted code beside the spec: every option of emission travels in it.
///
/// A new option is a property here, an `Option` in the list `Option.emission`, and a line in
/// `Invocation.emission`, both of `RecurCommandLine`.
public struct EmissionOptions: Sendable {
  /// The processors the code is for.
  public var target: TargetDescription
  /// What the matrices of products are held in.
  public var precision: Precision

  /// Chooses the target, and of everything else what is standard unless it is given.
  public init(target: TargetDescription, precision: Precision = .f32) {
    self.target = target
    self.precision = precision
  }
}
