/// Numbers with a shape: what the interpreter computes with.
public struct Tensor: Hashable, Sendable {
  /// The extents, slowest first. A sequence's first extent is its length.
  public var shape: [Int]
  /// The numbers in row-major order; a token is its number.
  public var elements: [Double]

  /// Creates a tensor.
  ///
  /// - Requires: as many elements as the shape says.
  public init(shape: [Int], elements: [Double]) {
    precondition(Self.count(shape) == elements.count, "the shape does not hold the elements")
    self.shape = shape
    self.elements = elements
  }

  /// Creates a tensor whose elements are all `number`.
  public init(shape: [Int], repeating number: Double) {
    self.init(
      shape: shape, elements: [Double](repeating: number, count: Self.count(shape)))
  }

  /// Creates a vector.
  public static func vector(_ elements: [Double]) -> Tensor {
    Tensor(shape: [elements.count], elements: elements)
  }

  /// Creates a tensor without axes.
  public static func scalar(_ number: Double) -> Tensor {
    Tensor(shape: [], elements: [number])
  }

  /// The number of elements that the extents from `axis` on make; a plain loop, since each tensor is counted.
  private static func count(_ shape: [Int], from axis: Int = 0) -> Int {
    var count = 1
    var axis = axis
    while axis < shape.count {
      count *= shape[axis]
      axis += 1
    }
    return count
  }

  /// The number of elements in each entry of the first axis.
  var stride: Int { Self.count(shape, from: 1) }

  /// The entry of the first axis at `index`.
  subscript(index: Int) -> Tensor {
    slice(index, count: 1, shape: Array(shape.dropFirst()))
  }

  /// `count` entries of the first axis from `start`, as a tensor of `shape`.
  func slice(_ start: Int, count: Int, shape: [Int]) -> Tensor {
    let stride = stride
    return Tensor(
      shape: shape, elements: Array(elements[start * stride..<(start + count) * stride]))
  }

  /// A matrix of one row or column repeated to `shape`; anything else as it is.
  func broadcast(to shape: [Int]) -> Tensor {
    guard shape.count == 2, self.shape.count == 2, self.shape != shape else { return self }
    let (rows, columns) = (self.shape[0], self.shape[1])
    let elements = (0..<shape[0]).flatMap { row in
      (0..<shape[1]).map { column in
        self.elements[(rows == 1 ? 0 : row) * columns + (columns == 1 ? 0 : column)]
      }
    }
    return Tensor(shape: shape, elements: elements)
  }

  /// Tensors one after the other along the first axis of a tensor of `shape`.
  static func join(_ parts: [Tensor], shape: [Int]) -> Tensor {
    Tensor(shape: shape, elements: parts.flatMap(\.elements))
  }
}
