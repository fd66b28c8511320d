/// Where the greatest element of a vector is.
public enum ArgmaxTemplate {
  /// The source text.
  public static let source = #"""
    /// The position of the greatest of `count` elements, the first of equals.
    @inline(__always)
    func argmax(_ source: UnsafePointer<Float>, count: Int) -> Int32 {
      var greatest: Float = source[0]
      var position: Int = 0
      var i: Int = 1
      while i < count {
        let value: Float = source[i]
        if value > greatest {
          greatest = value
          position = i
        }
        i &+= 1
      }
      return Int32(truncatingIfNeeded: position)
    }
    """#
}
