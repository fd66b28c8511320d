/// The reason why a file that a spec names cannot be read; thrown by the caller's `readFile`.
public struct SourceFileError: Error, Hashable, Sendable {
  /// The reason, as the end of "cannot read 'words.txt': ...".
  public let reason: String

  /// Creates an error.
  public init(_ reason: String) { self.reason = reason }
}
