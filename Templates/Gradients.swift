/// Kernels that only gradients need: sums over rows, and their like.
public enum GradientTemplate {
  /// What leaves elements out.
  public static let dropout = #"""
    /// Writes what the elements of `rows` rows are multiplied with of which a share is left out: 0, or what keeps
    /// their sum about the same (Srivastava et al. 2014).
    ///
    /// Which ones are follows from the numbers alone, by the generator of Steele, Lea and Flood (2014): a row's
    /// do not depend on how many rows there are.
    func leaveOut(
      of target: UnsafeMutablePointer<Float>, count: Int, rows: Int, share: Float, seed: UInt64, step: Int,
      mask: Int
    ) {
      let kept: Float = 1 / (1 - share)
      for row in 0..<rows {
        var state: UInt64 = seed
        state = scrambled(state &+ 0x9e37_79b9_7f4a_7c15) ^ UInt64(step)
        state = scrambled(state &+ 0x9e37_79b9_7f4a_7c15) ^ UInt64(mask)
        state = scrambled(state &+ 0x9e37_79b9_7f4a_7c15) ^ UInt64(row)
        state = scrambled(state &+ 0x9e37_79b9_7f4a_7c15)
        for i in 0..<count {
          state &+= 0x9e37_79b9_7f4a_7c15
          let number: Float = Float(UInt32(truncatingIfNeeded: scrambled(state) >> 40)) * 0x1p-24
          target[row &* count &+ i] = number < share ? 0 : kept
        }
      }
    }

    @inline(__always)
    func scrambled(_ bits: UInt64) -> UInt64 {
      var z: UInt64 = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    """#

  /// The source text; it needs that of `MovementTemplate`.
  public static let source = #"""
    /// `rows` rows of `width` elements side by side: where they are, if nothing lies between them, or copied to
    /// `panel`.
    func panelOfRows(
      _ source: UnsafePointer<Float>, every stride: Int, width: Int, rows: Int,
      to panel: UnsafeMutablePointer<Float>
    ) -> UnsafePointer<Float> {
      if stride == width { return source }
      copyRows(source, every: stride, to: panel, every: width, count: width, steps: rows)
      return UnsafePointer(panel)
    }

    /// Copies `rows` rows of `count` times `width` elements to panels of so many columns, in each of which the
    /// rows, of up to `room`, lie side by side.
    @inline(__always)
    func panelsOfColumns(
      _ source: UnsafePointer<Float>, every stride: Int, width: Int, count: Int, rows: Int,
      to panels: UnsafeMutablePointer<Float>, room: Int
    ) {
      for row in 0..<rows {
        copyRows(
          source + row &* stride, every: width, to: panels + row &* width, every: room &* width, count: width,
          steps: count)
      }
    }

    /// The sum of `rows` rows of `count` elements.
    @inline(never)
    func totalOfRows(
      _ source: UnsafePointer<Float>, every stride: Int, to target: UnsafeMutablePointer<Float>,
      count: Int, rows: Int
    ) {
      fill(target, 0, count: count)
      for row in 0..<rows { accumulate(source + row &* stride, to: target, count: count) }
    }

    /// Adds `count` elements to others.
    @inline(__always)
    func accumulate(
      _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
    ) {
      for i in 0..<count { target[i] += source[i] }
    }

    /// The sum over `steps` time steps of each of `rows` rows, which lie together at each step.
    func timeTotalOfRows(
      _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
      every to: Int, count: Int, rows: Int, steps: Int
    ) {
      for row in 0..<rows {
        fill(target + row &* to, 0, count: count)
        for step in 0..<steps {
          accumulate(
            source + (step &* rows &+ row) &* from, to: target + row &* to, count: count)
        }
      }
    }

    /// Adds a sequence to another of `count` elements at each of `steps` time steps, both those of one of
    /// `rows` rows, which lie together at each step.
    func addSequence(
      _ row: Int, of rows: Int, _ source: UnsafePointer<Float>, every from: Int,
      to target: UnsafeMutablePointer<Float>, every to: Int, count: Int, steps: Int
    ) {
      for step in 0..<steps {
        let place: Int = step &* rows &+ row
        accumulate(source + place &* from, to: target + place &* to, count: count)
      }
    }

    /// Copies what each of `rows` rows has once to one of `steps` time steps, and zeros to all others.
    func placeRows(
      _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
      every to: Int, count: Int, rows: Int, at time: Int, steps: Int
    ) {
      fill(target, 0, count: steps &* rows &* to)
      copyRows(
        source, every: from, to: target + time &* rows &* to, every: to, count: count, steps: rows)
    }

    /// The matrix of the sums, over `rows` rows, of `count` elements for each of as many tokens, column by
    /// column.
    @inline(never)
    func scatterRows(
      _ chosen: UnsafePointer<Int32>, every tokenStride: Int, _ source: UnsafePointer<Float>,
      every stride: Int, to target: UnsafeMutablePointer<Float>, tokens: Int, count: Int, rows: Int
    ) {
      let columnStride: Int = (tokens &+ 15) / 16 &* 16
      fill(target, 0, count: count &* columnStride)
      for row in 0..<rows {
        let token: Int = Int(chosen[row &* tokenStride])
        for i in 0..<count {
          target[i &* columnStride &+ token] += source[row &* stride &+ i]
        }
      }
    }

    /// Exchanges the rows and columns of matrices of these extents that lie column by column.
    func transposeRows(
      _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
      every to: Int, extents height: Int, _ width: Int, rows: Int
    ) {
      let sourceStride: Int = (height &+ 15) / 16 &* 16
      let targetStride: Int = (width &+ 15) / 16 &* 16
      for row in 0..<rows {
        transpose(
          source + row &* from, every: sourceStride, to: target + row &* to, every: targetStride,
          height, width)
      }
    }

    /// Copies element `j` of row `i` of the source to element `i` of row `j` of the target, for `i` below
    /// `count` and `j` below `width`, block by block.
    @inline(never)
    func transpose(
      _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
      every to: Int, _ width: Int, _ count: Int
    ) {
      for first in stride(from: 0, to: count, by: 16) {
        for j in 0..<width {
          for i in first..<min(first &+ 16, count) {
            target[j &* to &+ i] = source[i &* from &+ j]
          }
        }
      }
    }
    """#

  /// What lays out weights again that have changed; it needs that of `PackingTemplate`.
  public static let packing = #"""
    /// Copies the rows of a table, each to the start of a cache line.
    @inline(never)
    func packTable(
      _ target: UnsafeMutablePointer<Float>, _ values: UnsafePointer<Float>, rows: Int, columns: Int
    ) {
      copyRows(
        values, every: columns, to: target, every: (columns &+ 15) / 16 &* 16, count: columns,
        steps: rows)
    }

    /// Sets `count` elements at `target` to what a function makes of their positions.
    @inline(__always)
    func compute(
      _ target: UnsafeMutablePointer<Float>, count: Int, _ function: (Int) -> F32x4
    ) {
      for i in 0..<count { target[i] = function(i)[0] }
    }

    /// Copies each of `count` elements `each` times, and all of that `times` times.
    func repeatElements(
      _ source: UnsafePointer<Float>, count: Int, each: Int, times: Int,
      to target: UnsafeMutablePointer<Float>
    ) {
      for time in 0..<times {
        for i in 0..<count {
          fill(target + (time &* count &+ i) &* each, source[i], count: each)
        }
      }
    }
    """#

  /// What of it is for batches whose inputs differ in length; it needs that of `RowPlacesTemplate`.
  public static let uneven = #"""
    extension RowPlaces {
      /// The time steps of all rows.
      var there: Int {
        var sum: Int = 0
        for row in 0..<count { sum &+= Int(steps[row]) }
        return sum
      }

      /// Sets what rows have at time steps that they do not have to zero.
      func clear(_ target: UnsafeMutablePointer<Float>, every stride: Int) {
        for time in 0..<longest {
          for row in 0..<active(time) where !has(row, at: time) {
            fill(target + (place(time) &+ row) &* stride, 0, count: stride)
          }
        }
      }

      /// The sum over time of each row.
      func timeTotal(
        _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
        every to: Int, count size: Int, rows: Int
      ) {
        for row in 0..<rows { fill(target + row &* to, 0, count: size) }
        for time in 0..<longest {
          for row in 0..<min(rows, active(time)) where has(row, at: time) {
            accumulate(
              source + (place(time) &+ row) &* from, to: target + row &* to, count: size)
          }
        }
      }

      /// Adds the sequence of a row to another.
      func add(
        _ row: Int, _ source: UnsafePointer<Float>, every from: Int,
        to target: UnsafeMutablePointer<Float>, every to: Int, count size: Int
      ) {
        for time in 0..<Int(steps[row]) {
          let place: Int = place(time) &+ row
          accumulate(source + place &* from, to: target + place &* to, count: size)
        }
      }

      /// Copies what each row has once to one time step, or to its last, and zeros to all others.
      func place(
        _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
        every to: Int, count size: Int, at time: Int? = nil
      ) {
        fill(target, 0, count: total &* to)
        for row in 0..<count where has(row, at: time ?? 0) {
          let spot: Int = time.map { place($0) &+ row } ?? last(row)
          copy(source + row &* from, to: target + spot &* to, count: size)
        }
      }
    }
    """#
}
