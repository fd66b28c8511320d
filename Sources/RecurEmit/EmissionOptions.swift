/// What is chosen about emitted code beside the spec: every option of emission travels in it.
///
/// A new option is a property here, an `Option` in the list `Option.emission`, and a line in
/// `Invocation.emission`, both of `RecurCommandLine`.
public struct EmissionOptions: Sendable {
  /// The processors the code is for.
  public var target: TargetDescription

  /// Chooses the target, and of everything else what is standard.
  public init(target: TargetDescription) {
    self.target = target
  }
}
