/// The static type of one value of a graph: what its elements are, its shape at one time step, and,
/// for a sequence, the length of its time axis.
///
/// The batch axis is never written. Time, where there is one, is the slowest axis.
public struct TensorType: Hashable, Sendable {
  /// What one element of the tensor holds.
  public var element: Element

  /// The extents at one time step, slowest first: `[]` is a scalar, `[H]` a vector, `[M, K]` a matrix.
  public var shape: [Int]

  /// The extent of the time axis, or nil for a value that has no time axis.
  public var length: Length?

  /// Creates the type of a tensor with `shape` at each of `length` steps.
  public init(_ element: Element = .real, shape: [Int], length: Length? = nil) {
    self.element = element
    self.shape = shape
    self.length = length
  }

  /// The type of a real tensor with no time axis.
  public static func real(_ shape: Int...) -> TensorType { TensorType(shape: shape) }

  /// The type of one token out of `count`.
  public static func token(_ count: Int) -> TensorType { TensorType(.token(count), shape: []) }

  /// This type without its time axis.
  public var atOneStep: TensorType { TensorType(element, shape: shape) }

  /// This type with a time axis of `length`.
  public func over(_ length: Length?) -> TensorType {
    TensorType(element, shape: shape, length: length)
  }

  /// The number of elements at one time step.
  public var count: Int { shape.reduce(1, *) }

  /// Whether this is one real number with no time axis.
  public var isScalar: Bool { element == .real && shape.isEmpty && length == nil }
}

/// What one element of a tensor holds.
public enum Element: Hashable, Sendable {
  /// A real number: `Double` in the interpreter, `Float` in emitted code.
  case real
  /// An integer in `0 ..< count`.
  case token(Int)
}

/// The extent of a time axis.
public enum Length: Hashable, Sendable {
  /// Known when compiling.
  case fixed(Int)
  /// Known when running; two sequences of one graph with the same name have the same length.
  case variable(String)
}
