/// Functions that round parameters to bfloat16 and lay them out as kernels read them.
let packingBfloat16Template = #"""
  /// Interleaves streams of matrix rows as `[tile][k / 2][stream][lane]` words of two weights, that of
  /// the even column in the lower half of the bits.
  ///
  /// - Parameters:
  ///   - streams: the matrix of each stream, row-major with `depth` columns, and its first row.
  ///   - tail: the lanes of the last tile if they are fewer than those of the others, else 0.
  ///   - tailStep: the words from one pair of columns of the last tile to the next.
  @inline(never)
  func packMatrixBfloat16(
    _ target: UnsafeMutablePointer<Float>, _ streams: [(matrix: [Float], start: Int)],
    extent: Int, depth: Int, lanes: Int, tail: Int = 0, tailStep: Int = 0
  ) {
    let pairs = streams.map { rows in
      (matrix: bfloat16Pairs(rows.matrix, from: rows.start, rows: extent, depth: depth), start: 0)
    }
    packMatrix(
      target, pairs, extent: extent, depth: (depth + 1) / 2, lanes: lanes, tail: tail,
      tailStep: tailStep)
  }

  /// The weights of `rows` rows, two a word; a last word without a second one has zero there.
  func bfloat16Pairs(_ matrix: [Float], from start: Int, rows: Int, depth: Int) -> [Float] {
    let words = (depth + 1) / 2
    return (0..<rows * words).map { index in
      let column = index % words * 2
      let place = (start + index / words) * depth + column
      let low = bfloat16(matrix[place])
      let high = column + 1 < depth ? bfloat16(matrix[place + 1]) : 0
      return Float(bitPattern: high << 16 | low)
    }
  }

  /// The upper half of the bits of the number with 8 significant bits that is nearest to `x`, the even
  /// one of two; infinite from 2^128 - 2^119 on.
  func bfloat16(_ x: Float) -> UInt32 {
    let bits = x.bitPattern
    if x.isNaN { return bits >> 16 | 0x40 }
    return (bits + 0x7fff + (bits >> 16 & 1)) >> 16
  }
  """#
