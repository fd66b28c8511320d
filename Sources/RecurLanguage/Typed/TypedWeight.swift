/// The position of a weight in its model's `weights`.
public struct WeightID: Hashable, Sendable {
  /// The position.
  public let number: Int

  /// Creates the name of weight `number`.
  public init(_ number: Int) { self.number = number }
}

/// One trained tensor.
public struct TypedWeight: Hashable, Sendable {
  /// The parameter path, as in `h.forward.Wi`.
  public var path: String
  /// The extents, slowest first. The elements are real.
  public var shape: [Int]
  /// Whether the spec calls it a bias, which starts at zero.
  public var isBias: Bool
  /// The other ways in which a weights file may hold it, one for each framework layout that the cell
  /// declares: in each, the weight is the sum of the slices.
  public var layouts: [[Slice]]
  /// Where the spec declares it, for a cell, or uses the layer that has it.
  public var span: SourceSpan

  /// Some rows of a tensor in a framework's own layout.
  public struct Slice: Hashable, Sendable {
    /// The tensor's name, as in `h.weight_ih_l0_reverse`.
    public var tensor: String
    /// The shape of that whole tensor.
    public var shape: [Int]
    /// The first of the rows; there are as many as the weight has.
    public var start: Int

    /// Creates a slice.
    public init(tensor: String, shape: [Int], start: Int) {
      self.tensor = tensor
      self.shape = shape
      self.start = start
    }
  }

  /// Creates a weight.
  public init(
    path: String, shape: [Int], isBias: Bool = false, layouts: [[Slice]] = [], span: SourceSpan
  ) {
    self.path = path
    self.shape = shape
    self.isBias = isBias
    self.layouts = layouts
    self.span = span
  }
}
