extension Reduction {
  /// The greatest element; NaN where the first is, what else is NaN being passed over.
  public static let maximum = Reduction(
    "maximum", greatestTemplate, ofEqual: { number, _ in number },
    evaluate: { $0.dropFirst().reduce($0[0]) { $1 > $0 ? $1 : $0 } })
}

private let greatestTemplate = #"""
  /// The greatest of `count` elements, exact. What is NaN is passed over unless it is the first.
  @inline(__always)
  func maximum<#lanes#>(_ source: UnsafePointer<Float>, count: Int) -> Float {
    var lanes = F32x<#lanes#>(repeating: source[0])
    var i: Int = 0
    while i &+ <#lanes#> <= count {
      lanes = recur_max<#lanes#>(load<#lanes#>(source, i), lanes)
      i &+= <#lanes#>
    }
    var greatest: Float = lanes[0]
    for lane in 1..<<#lanes#> where lanes[lane] > greatest { greatest = lanes[lane] }
    while i < count {
      if source[i] > greatest { greatest = source[i] }
      i &+= 1
    }
    return greatest
  }
  """#
