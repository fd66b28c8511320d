/// One use of a cell.
public struct TypedCell: Hashable, Sendable {
  /// The parameter path, as in `h.forward`.
  public var path: String
  /// The cell with its sizes and with all its settings, as a spec would write it.
  public var text: String

  /// Creates a use.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
