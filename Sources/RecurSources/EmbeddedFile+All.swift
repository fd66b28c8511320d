import RecurCommandLine

extension EmbeddedFile {
  /// Every embedded file, sorted by path.
  ///
  /// The list comes from a build-tool plugin, which reads the sources of `RecurWeights`, `RecurBinary`
  /// and `CRecurSIMD`. SwiftPM cannot run one plugin for the sake of another's tool, so nothing that
  /// `RecurGenerate` is made of may depend on this module.
  public static let all: [EmbeddedFile] = generated
}
