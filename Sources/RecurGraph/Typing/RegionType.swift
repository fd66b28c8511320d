/// The types of what goes into a region and of what comes out.
public struct RegionType: Hashable, Sendable {
  /// The types of the parameters.
  public var parameters: [TensorType]
  /// The types of the results.
  public var results: [TensorType]

  /// Creates the type of a region.
  public init(parameters: [TensorType], results: [TensorType]) {
    self.parameters = parameters
    self.results = results
  }
}

extension Graph {
  /// The types of the parameters and results of `region`.
  public func type(of region: Region) -> RegionType {
    RegionType(
      parameters: region.parameters.map { self[$0] }, results: region.results.map { self[$0] })
  }
}
