import RecurGraph
import RecurWeights

extension HostTensor {
  /// The numbers of an interpreter's tensor.
  public init(_ tensor: Tensor) {
    self.init(tensor.elements.map { Float($0) }, shape: tensor.shape)
  }

  /// The tokens of an interpreter's tensor.
  public init(tokens tensor: Tensor) {
    self.init(tensor.elements.map { Int32($0) }, shape: tensor.shape)
  }

  /// The numbers, or the tokens.
  public func numbers() throws -> [Double] {
    element.isFloatingPoint ? try doubles() : try integers().map(Double.init)
  }
}
