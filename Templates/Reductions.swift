/// Kernels that reduce a vector to one number.
public enum ReductionTemplate {
  /// The source text.
  public static let source = #"""
    /// The sum of `count` elements: four partial sums, then these.
    @inline(__always)
    func sum(_ source: UnsafePointer<Float>, count: Int) -> Float {
      var partial = SIMD4<Float>.zero
      var i: Int = 0
      while i &+ 4 <= count {
        partial += load4(source, i)
        i &+= 4
      }
      var total: Float = (partial[0] + partial[1]) + (partial[2] + partial[3])
      while i < count {
        total += source[i]
        i &+= 1
      }
      return total
    }

    /// The greatest of `count` elements.
    @inline(__always)
    func maximum(_ source: UnsafePointer<Float>, count: Int) -> Float {
      var greatest: Float = source[0]
      var i: Int = 1
      while i < count {
        let value: Float = source[i]
        if value > greatest { greatest = value }
        i &+= 1
      }
      return greatest
    }

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
