/// The compiled sources that every executable shares.
///
/// They are compiled with checks and for any processor: they read what users pass in.
enum SharedModule {
  /// The module's name.
  static let name = "RecurBinary"
  /// The files that compiling it leaves.
  static let products = ["\(name).o", "\(name).swiftmodule"]

  /// The sources.
  static var files: [EmbeddedFile] {
    EmbeddedFile.files(in: "RecurWeights") + EmbeddedFile.files(in: "RecurBinary")
  }
}
