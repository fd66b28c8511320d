/// Kernels that reduce a vector to one number.
public enum ReductionTemplate {
  /// The source text for sums by vectors of `lanes`, each 4, 8 or 16.
  public static func source(lanes: [Int]) -> String {
    let widths = [4, 8, 16].filter { $0 <= lanes.max() ?? 4 }
    return
      (widths.map { ($0 == 4 ? four : halves).fillingLanes($0) }
      + Set(lanes).sorted().map { sums.fillingLanes($0) } + [shared]).joined(separator: "\n\n")
  }

  private static let four = #"""
    @inline(__always)
    func total(_ x: SIMD4<Float>) -> Float { (x[0] + x[1]) + (x[2] + x[3]) }
    """#

  private static let halves = #"""
    @inline(__always)
    func total(_ x: SIMD<#lanes#><Float>) -> Float { total(x.lowHalf + x.highHalf) }
    """#

  private static let sums = #"""
    /// The sum of `count` elements: two vectors of partial sums, then these by halves, then the rest.
    @inline(__always)
    func sum<#lanes#>(_ source: UnsafePointer<Float>, count: Int) -> Float {
      var first = F32x<#lanes#>(repeating: 0)
      var second = F32x<#lanes#>(repeating: 0)
      var i: Int = 0
      while i &+ 2 &* <#lanes#> <= count {
        first += load<#lanes#>(source, i)
        second += load<#lanes#>(source, i &+ <#lanes#>)
        i &+= 2 &* <#lanes#>
      }
      if i &+ <#lanes#> <= count {
        first += load<#lanes#>(source, i)
        i &+= <#lanes#>
      }
      var sum: Float = total(first + second)
      while i &+ 4 <= count {
        sum += total(load4(source, i))
        i &+= 4
      }
      while i < count {
        sum += source[i]
        i &+= 1
      }
      return sum
    }
    """#

  private static let shared = #"""
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
