import RecurWeights

/// How data files become examples.
public struct DataOptions: Sendable {
  /// What a row of a table is.
  public enum RowMeaning: String, Hashable, Sendable, CaseIterable {
    /// An example.
    case examples
    /// A time step of a series.
    case steps
  }

  /// The time steps of the examples that a longer sequence is cut into.
  ///
  /// Without it texts are cut into 128 tokens, series of a table without groups into 64 rows, and
  /// nothing else is cut.
  public var window: Int?
  /// The rows of a table between the first ones of two windows, which overlap if it is less than a window; nil
  /// for windows side by side.
  public var stride: Int?
  /// Whether each line of a text is an example of its own.
  public var lines = false
  /// The columns of a table that a value is read from, by the value's name; others are found by name.
  public var columns: [String: [String]] = [:]
  /// What a row of a table is; nil: what the model and the first row look like.
  public var rows: RowMeaning?
  /// How many rows later the columns of a value are read, by the value's name: 1 for a forecast of the next
  /// row. Rows are time steps then.
  public var ahead: [String: Int] = [:]
  /// The column that tells which series a row of a table belongs to. Rows are time steps then.
  public var group: String?
  /// Whether rows of a table, or examples of a tensor, without a number where one is needed are left out.
  public var skipMissing = false

  /// Whether a row may be in several examples.
  public var windowsOverlap: Bool {
    guard let window, let stride else { return false }
    return stride < window
  }

  /// Creates options that leave all to the readers.
  public init() {}

  /// Throws for options that say nothing, contradict each other or have no meaning for a kind of file.
  func check(_ kind: DataKind, _ values: [ExampleValue]) throws(RecurFault) {
    if let window, !(1...Int(Int32.max) ~= window) {
      throw RecurFault("a window has from 1 to \(Int32.max) time steps, not \(window)")
    }
    if let stride, stride < 1 { throw RecurFault("a stride has at least 1 row, not \(stride)") }
    let names = values.map(\.name)
    for name in (Array(columns.keys) + Array(ahead.keys)).sorted() where !names.contains(name) {
      throw RecurFault(
        "the model has no input or target '\(name)'\(NearMiss.phrase(for: name, among: names))")
    }
    for (name, rows) in ahead.sorted(by: { $0.key < $1.key }) where rows < 0 {
      throw RecurFault("'\(name)' cannot be read \(rows) rows ahead: 0 is the least")
    }
    if lines && kind != .text { throw Self.needless("lines as examples", "texts", kind) }
    if skipMissing && kind == .text {
      throw Self.needless("rows to leave out", "tables and tensors", kind)
    }
    if kind == .table {
      if rows == .examples, stride != nil {
        throw RecurFault("a stride is between rows that are time steps, not examples")
      }
      if rows == .examples, !ahead.isEmpty || group != nil {
        throw RecurFault(
          ahead.isEmpty
            ? "groups are made of rows that are time steps, not examples"
            : "what is ahead is known of rows that are time steps, not examples")
      }
    } else {
      if stride != nil { throw Self.needless("strides", "tables", kind) }
      if !columns.isEmpty { throw Self.needless("columns", "tables", kind) }
      if rows != nil { throw Self.needless("rows", "tables", kind) }
      if !ahead.isEmpty { throw Self.needless("rows ahead", "tables", kind) }
      if group != nil { throw Self.needless("groups", "tables", kind) }
    }
  }

  private static func needless(_ option: String, _ kinds: String, _ kind: DataKind) -> RecurFault {
    RecurFault("\(option) are for \(kinds), not for \(kind.files)")
  }
}
