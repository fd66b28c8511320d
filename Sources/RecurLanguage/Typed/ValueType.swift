/// What a value of a checked model is: its elements, its shape at one time step, and, for a sequence,
/// the length of its time axis.
public struct ValueType: Hashable, Sendable {
  /// What one element holds.
  public enum Element: Hashable, Sendable {
    /// A real number.
    case real
    /// An integer in `0 ..< count`.
    case token(Int)
  }

  /// The extent of a time axis.
  public enum Length: Hashable, Sendable {
    /// Written in the spec.
    case fixed(Int)
    /// Known when running; equal names are equal lengths. An input sequence's length carries the
    /// input's name, a generated sequence's the name of the output or binding.
    case variable(String)
  }

  /// What one element holds.
  public var element: Element
  /// The extents at one time step, slowest first; `[]` is a scalar.
  public var shape: [Int]
  /// The time axis, nil for a value that has none.
  public var length: Length?

  /// Creates a type.
  public init(_ element: Element = .real, shape: [Int] = [], length: Length? = nil) {
    self.element = element
    self.shape = shape
    self.length = length
  }

  /// This type without its time axis.
  public var atOneStep: ValueType { ValueType(element, shape: shape) }
}
