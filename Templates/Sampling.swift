/// The kernel that draws a token.
public enum SamplingTemplate {
  /// The source text.
  public static let source = #"""
    /// One of `count` - 1 positions, drawn with the elements in front of the last for weights; the last one,
    /// from 0 up to 1, decides which.
    ///
    /// Only the `topK` positions that come first by weight can be drawn, and of these no more than are needed
    /// for `topP` of the sum of all weights; of equals the first. What is less than 0, or no number, counts as 0.
    func sample(
      _ source: UnsafePointer<Float>, count: Int, topK: Int, topP: Float
    ) -> Int32 {
      let options: Int = count &- 1
      var total: Float = 0
      for i in 0..<options { total += source[i] > 0 ? source[i] : 0 }
      let share: Float = topP * total
      // Positions above the least weight are kept, and the first few that have it. The least is found by its
      // bits, which order as numbers from 0 on do.
      var least = Float(0).bitPattern
      var equals: Int = options
      if topK < options || topP < 1 {
        var beyond = Float.infinity.bitPattern &+ 1
        while beyond &- least > 1 {
          let middle = least &+ (beyond &- least) / 2
          let bound = Float(bitPattern: middle)
          var above: Int = 0
          var sum: Float = 0
          for i in 0..<options where source[i] >= bound {
            above &+= 1
            sum += source[i]
          }
          if above >= topK || sum >= share { least = middle } else { beyond = middle }
        }
        let bound = Float(bitPattern: least)
        var above: Int = 0
        var sum: Float = 0
        for i in 0..<options where source[i] > bound {
          above &+= 1
          sum += source[i]
        }
        equals = 0
        while above &+ equals < topK && sum < share {
          equals &+= 1
          sum += bound
        }
      }
      let bound = Float(bitPattern: least)
      var kept: Float = 0
      var open: Int = equals
      for i in 0..<options where source[i] >= bound {
        if source[i] == bound {
          if open == 0 { continue }
          open &-= 1
        }
        kept += source[i]
      }
      let target: Float = source[options] * kept
      var passed: Float = 0
      var last: Int = 0
      open = equals
      for i in 0..<options where source[i] >= bound {
        if source[i] == bound {
          if open == 0 { continue }
          open &-= 1
        }
        passed += source[i]
        if passed > target { return Int32(truncatingIfNeeded: i) }
        if source[i] > 0 { last = i }
      }
      return Int32(truncatingIfNeeded: last)
    }
    """#
}
