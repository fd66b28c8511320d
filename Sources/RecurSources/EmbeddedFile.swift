/// A source file of Recur itself that the compiler carries along, to compile it into executables.
///
/// The list comes from a build-tool plugin, which reads the sources of `RecurWeights`, `RecurBinary`
/// and `CRecurSIMD`.
public struct EmbeddedFile: Hashable, Sendable {
  /// The path below `Sources`, as `RecurBinary/Run.swift`.
  public var path: String
  /// The whole text.
  public var text: String

  /// Every embedded file, sorted by path.
  public static let all: [EmbeddedFile] = generated

  /// The files of one folder below `Sources`.
  public static func files(in folder: String) -> [EmbeddedFile] {
    all.filter { $0.path.hasPrefix(folder + "/") }
  }

  /// The path's last part.
  public var name: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
