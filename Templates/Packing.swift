/// Functions that lay parameters out as kernels read them, once, when weights are loaded.
public enum PackingTemplate {
  /// The source text.
  public static let source = #"""
    /// Zeroed memory for `count` elements, at the start of a cache line; from a megabyte on in huge pages
    /// where the system has them, which start a process sooner and spare address translations.
    func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
      let isLarge = count >= 1 << 18
      let page = isLarge ? 1 << 21 : 64
      let bytes = (max(count * MemoryLayout<Float>.stride, 64) + page - 1) / page * page
      let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
      if isLarge { recur_prefer_huge_pages(memory, bytes) }
      let elements = memory.bindMemory(
        to: Float.self, capacity: bytes / MemoryLayout<Float>.stride)
      elements.initialize(repeating: 0, count: max(count, 64 / MemoryLayout<Float>.stride))
      return elements
    }

    /// Copies a vector.
    @inline(never)
    func packVector(_ target: UnsafeMutablePointer<Float>, _ values: [Float]) {
      for i in 0..<values.count { target[i] = values[i] }
    }

    /// Copies the rows of a table, each to the start of a cache line.
    @inline(never)
    func packTable(_ target: UnsafeMutablePointer<Float>, _ values: [Float], columns: Int) {
      let stride = (columns + 15) / 16 * 16
      for row in 0..<(values.count / columns) {
        for column in 0..<columns {
          target[row * stride + column] = values[row * columns + column]
        }
      }
    }

    /// Copies the columns of a matrix, each to the start of a cache line.
    @inline(never)
    func packColumns(_ target: UnsafeMutablePointer<Float>, _ values: [Float], columns: Int) {
      let rows = values.count / columns
      let stride = (rows + 15) / 16 * 16
      for column in 0..<columns {
        for row in 0..<rows { target[column * stride + row] = values[row * columns + column] }
      }
    }

    /// Interleaves streams of matrix rows as `[tile][k][stream][lane]`.
    ///
    /// - Parameters:
    ///   - streams: the matrix of each stream, row-major with `depth` columns, and its first row.
    ///   - tail: the lanes of the last tile if they are fewer than those of the others, else 0.
    ///   - tailStep: the elements from one k of the last tile to the next.
    @inline(never)
    func packMatrix(
      _ target: UnsafeMutablePointer<Float>, _ streams: [(matrix: [Float], start: Int)],
      extent: Int, depth: Int, lanes: Int, tail: Int = 0, tailStep: Int = 0
    ) {
      for (stream, rows) in streams.enumerated() {
        rows.matrix.withUnsafeBufferPointer { matrix in
          packStream(
            target, matrix.baseAddress.unsafelyUnwrapped + rows.start * depth, every: depth, 1,
            stream: stream, of: streams.count, extent: extent, depth: depth, lanes: lanes,
            tail: tail, tailStep: tailStep)
        }
      }
    }

    /// One stream of `packMatrix`.
    ///
    /// - Parameters:
    ///   - rowStride: the elements from one row of the matrix to the next.
    ///   - columnStride: those from one column to the next.
    @inline(never)
    func packStream(
      _ target: UnsafeMutablePointer<Float>, _ matrix: UnsafePointer<Float>,
      every rowStride: Int, _ columnStride: Int, stream: Int, of streams: Int, extent: Int,
      depth: Int, lanes: Int, tail: Int = 0, tailStep: Int = 0
    ) {
      let whole = tail > 0 ? extent / lanes : (extent + lanes - 1) / lanes
      for tile in 0..<(whole + (tail > 0 ? 1 : 0)) {
        let isTail = tile == whole
        let step = isTail ? tailStep : streams * lanes
        let first = tile * lanes * rowStride
        let used = min(lanes, extent - tile * lanes)
        var place = tile * depth * streams * lanes + stream * (isTail ? tail : lanes)
        for k in 0..<depth {
          for lane in 0..<used {
            target[place + lane] = matrix[first + lane * rowStride + k * columnStride]
          }
          place += step
        }
      }
    }

    /// A function of the elements at each position; a tensor with one element is repeated.
    func elementwise(
      _ operands: [[Float]], count: Int, _ function: ([F32x4]) -> F32x4
    ) -> [Float] {
      (0..<count).map { i in
        function(operands.map { F32x4(repeating: $0.count == 1 ? $0[0] : $0[i]) })[0]
      }
    }

    /// Each element `each` times, and all of that `times` times.
    func repeated(_ tensor: [Float], each: Int, times: Int) -> [Float] {
      let row: [Float] = tensor.flatMap { [Float](repeating: $0, count: each) }
      return (0..<times).flatMap { _ in row }
    }

    /// Takes a tensor from `source` as number `index` of `tensors`.
    @inline(never)
    func load(
      _ index: Int, of tensors: inout [[Float]], _ path: String, _ shape: [Int],
      from source: (_ path: String, _ shape: [Int]) throws -> [Float]
    ) rethrows {
      tensors[index] = try source(path, shape)
    }

    /// Makes something number `index` of `tensors`.
    @inline(never)
    func keep(_ tensor: [Float], as index: Int, of tensors: inout [[Float]]) {
      tensors[index] = tensor
    }

    /// Gives back the memory of some of `tensors`.
    @inline(never)
    func release(_ indices: [Int], of tensors: inout [[Float]]) {
      for index in indices { tensors[index] = [] }
    }

    /// Rows of some of `tensors`, from the first row of each.
    @inline(never)
    func rows(
      of tensors: [[Float]], _ streams: [(index: Int, start: Int)]
    ) -> [(matrix: [Float], start: Int)] {
      streams.map { (tensors[$0.index], $0.start) }
    }

    /// Some of `tensors`, one after the other along the first axis.
    @inline(never)
    func join(_ indices: [Int], of tensors: [[Float]]) -> [Float] {
      Array(indices.map { tensors[$0] }.joined())
    }
    """#
}
