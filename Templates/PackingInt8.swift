/// Functions that round parameters to 8 bits and lay them out as kernels read them.
let packingInt8Template = #"""
  /// How numbers of up to a greatest magnitude are held in 8 bits: what a number is multiplied by, and the
  /// step that the result counts, a 127th of the greatest.
  @inline(__always)
  func scaling(_ greatest: Float) -> (factor: Float, step: Float) {
    if greatest < leastScaled { return (0, 0) }
    // The step is not a number for what is infinite or not a number.
    return (127 / greatest, greatest / 127 + (greatest - greatest))
  }

  /// How the numbers of a range that zero is in are held in bytes: what one is multiplied by, what rounds
  /// that to its byte in the lowest bits when it is added, and the step that a byte counts.
  ///
  /// The end that is farther from zero is a whole number of steps, 127 to 254, as many as leave the nearer
  /// one room on the other side. Bytes count towards the farther end, in negative steps if that is the lower.
  /// So zero and the farther end are exact, both ends where they are equally far, as those of many states
  /// are, and the byte of zero is 127 at most.
  @inline(__always)
  func scaling(from lower: Float, to upper: Float) -> (factor: Float, shift: Float, step: Float) {
    if upper - lower < leastScaled { return (0, roundingShift, 0) }
    let far: Float = upper < -lower ? -lower : upper
    let direction: Float = upper + lower
    // Parts of both, for the range may be more than the greatest number. Where it is infinite or not a
    // number, the steps are no number, and so is one.
    let share: Float = far * (254.4 / 256) / (upper * (1 / 256) - lower * (1 / 256))
    // Rounded down, with 2^23 more.
    let rounded: Float = share + (0x1p23 - 0.5)
    let steps: Float = rounded - 0x1p23
    return (
      Float(signOf: direction, magnitudeOf: steps * (1 / far)),
      roundingShift + 0x1p23 + 254 - rounded,
      Float(signOf: direction, magnitudeOf: far / steps)
    )
  }

  /// The least number, 2^-100, that is not taken for zero beside no greater one.
  @inline(__always)
  var leastScaled: Float { 0x1p-100 }

  /// 1.5 * 2^23: added to a number, it rounds it to the nearest integer, the even one of two, and leaves
  /// that in the lowest bits.
  @inline(__always)
  var roundingShift: Float { 0x1.8p23 }

  /// Rounds streams of matrix rows to 8 bits and interleaves them: in each tile `[stream][lane]` sums of
  /// the rows' integers, `[k / 4][stream][lane]` words of four weights, `[stream][lane]` scales.
  ///
  /// - Parameters:
  ///   - streams: the matrix of each stream, row-major with `depth` columns, and its first row.
  ///   - tail: the lanes of the last tile if they are fewer than those of the others, else 0.
  ///   - tailStep: the words from one of a row of the last tile to the next.
  @inline(never)
  func packMatrixInt8(
    _ target: UnsafeMutablePointer<Float>, _ streams: [(matrix: [Float], start: Int)],
    extent: Int, depth: Int, lanes: Int, tail: Int = 0, tailStep: Int = 0
  ) {
    let rows = streams.map { rows in
      (matrix: quantisedRows(rows.matrix, from: rows.start, rows: extent, depth: depth), start: 0)
    }
    packMatrix(
      target, rows, extent: extent, depth: (depth + 3) / 4 + 2, lanes: lanes, tail: tail,
      tailStep: tailStep)
  }

  /// Rows of a matrix in 8 bits: the sum of the integers, negated, as halves of a word, of which the upper
  /// counts 256, words of four of the integers, the scale.
  func quantisedRows(_ matrix: [Float], from start: Int, rows: Int, depth: Int) -> [Float] {
    let width = (depth + 3) / 4 + 2
    var words = [Float](repeating: 0, count: rows * width)
    for row in 0..<rows {
      let first = (start + row) * depth
      var bits: UInt32 = 0
      for k in first..<first + depth { bits = max(bits, matrix[k].bitPattern & 0x7fff_ffff) }
      let scale = scaling(Float(bitPattern: bits))
      var sum: Int32 = 0
      for k in 0..<depth {
        let rounded: Float = matrix[first + k] * scale.factor + roundingShift
        let byte = Int8(truncatingIfNeeded: rounded.bitPattern)
        sum &+= Int32(byte)
        let place = row * width + 1 + k / 4
        let shifted = UInt32(UInt8(bitPattern: byte)) << UInt32(k % 4 * 8)
        words[place] = Float(bitPattern: words[place].bitPattern | shifted)
      }
      let start: Int32 = 0 &- sum
      let halves = UInt32(bitPattern: start >> 8) << 16 | UInt32(start & 0xff)
      words[row * width] = Float(bitPattern: halves)
      words[(row + 1) * width - 1] = scale.step
    }
    return words
  }
  """#
