import RecurGraph

/// Why a model has no gradient.
public struct NotDifferentiable: Error, Hashable, Sendable {
  /// What stops it, as a sentence without its end.
  public let reason: String
  /// Where in the spec that is.
  public let origin: Origin?

  init(_ reason: String, at origin: Origin?) {
    self.reason = reason
    self.origin = origin
  }

  static func unknownDerivative(_ function: ElementwiseFunction, _ node: Node) -> Self {
    Self("nobody has said what the derivative of '\(function.name)' is", at: node.origin)
  }

  static func gradient(_ node: Node) -> Self {
    Self("gradients are not differentiated again", at: node.origin)
  }
}
