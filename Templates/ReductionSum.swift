extension Reduction {
  /// The sum of all elements.
  public static let sum = Reduction(
    "sum", sumTemplate, ofEqual: { $0 * Double($1) }, evaluate: { $0.reduce(0, +) })
}

private let sumTemplate = #"""
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
