/// A source file of Recur itself that the compiler carries along, to compile it into executables.
public struct EmbeddedFile: Hashable, Sendable {
  /// The path below `Sources`, as `RecurBinary/Run.swift`.
  public var path: String
  /// The whole text.
  public var text: String

  /// Creates a file.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The files that the running tool carries, sorted by path: those of `RecurSources`, or none in a
  /// tool that makes no executables.
  @TaskLocal static var carried: [EmbeddedFile] = []

  /// The files of one folder below `Sources`.
  static func files(in folder: String) -> [EmbeddedFile] {
    carried.filter { $0.path.hasPrefix(folder + "/") }
  }

  /// The path's last part.
  var name: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
