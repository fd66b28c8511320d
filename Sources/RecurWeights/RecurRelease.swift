/// What this copy of Recur calls itself.
public enum RecurRelease {
  /// The version that `--version` prints, of the compiler and of the executables it builds.
  public static let version = "0.1.0"
}
