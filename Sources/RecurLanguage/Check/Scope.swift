/// The names that an expression may use.
struct Scope {
  /// What a name stands for.
  struct Entry {
    /// The value, nil if its own definition is faulty.
    var value: CheckedValue?
    /// Where it is defined.
    var definition: SourceSpan
  }

  /// Values by name; a next state has its prime, `h'`.
  var entries: [String: Entry] = [:]
  /// Names that are defined further down in the same body, with the place.
  var later: [String: SourceSpan] = [:]
  /// The names of the states, which alone may have a prime.
  var states: Set<String> = []
  /// The dimensions that have names, inside a cell.
  var extents: [String: Extent] = [:]
  /// The settings, inside a cell.
  var settings: [String: Setting] = [:]
  /// Names whose definition cannot be read; their uses are not reported.
  var broken: Set<String> = []
  /// The names of a `generate` block that an initial state cannot use.
  var hidden: Set<String> = []
  /// The names of the targets, which only a loss may read.
  var targets: Set<String> = []
  /// The names that have been read.
  var reads: Set<String> = []
  /// Whether the text is the prelude's.
  var isPrelude = false
  /// Whether layers with weights may stand here.
  var allowsLayers = false
  /// Whether cells may.
  var allowsCells = false
}
