/// Kernels that move numbers and tokens about without computing.
public enum MovementTemplate {
  /// The source text.
  public static let source = #"""
    /// Sets `count` elements at `target`.
    @inline(__always)
    func fill(_ target: UnsafeMutablePointer<Float>, _ value: Float, count: Int) {
      var i: Int = 0
      while i < count {
        target[i] = value
        i &+= 1
      }
    }

    /// Sets `count` tokens at `target`.
    @inline(__always)
    func fill(_ target: UnsafeMutablePointer<Int32>, _ value: Float, count: Int) {
      var i: Int = 0
      while i < count {
        target[i] = Int32(value)
        i &+= 1
      }
    }

    /// Copies `count` elements.
    @inline(__always)
    func copy(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int) {
      UnsafeMutableRawPointer(target).copyMemory(
        from: source, byteCount: MemoryLayout<Float>.stride &* count)
    }

    /// Copies `count` tokens.
    @inline(__always)
    func copy(_ source: UnsafePointer<Int32>, to target: UnsafeMutablePointer<Int32>, count: Int) {
      UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: 4 &* count)
    }

    /// Copies `count` elements at each of `steps` time steps, `from` and `stride` elements apart.
    @inline(__always)
    func copyRows(
      _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
      every stride: Int, count: Int, steps: Int
    ) {
      var step: Int = 0
      while step < steps {
        copy(source + step &* from, to: target + step &* stride, count: count)
        step &+= 1
      }
    }

    /// Copies `count` tokens at each of `steps` time steps, `from` and `stride` elements apart.
    @inline(__always)
    func copyRows(
      _ source: UnsafePointer<Int32>, every from: Int, to target: UnsafeMutablePointer<Int32>,
      every stride: Int, count: Int, steps: Int
    ) {
      var step: Int = 0
      while step < steps {
        copy(source + step &* from, to: target + step &* stride, count: count)
        step &+= 1
      }
    }

    /// Copies at each of `steps` time steps what lies `ahead` steps later, or earlier if `ahead` is negative,
    /// and zeros where nothing does.
    func copyAhead(
      _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
      every stride: Int, count: Int, steps: Int, by ahead: Int
    ) {
      let first: Int = min(max(0 &- ahead, 0), steps)
      let end: Int = max(min(steps &- ahead, steps), first)
      for step in 0..<first { fill(target + step &* stride, 0, count: count) }
      copyRows(
        source + (first &+ ahead) &* from, every: from, to: target + first &* stride, every: stride,
        count: count, steps: end &- first)
      for step in end..<steps { fill(target + step &* stride, 0, count: count) }
    }

    /// Copies the rows of `table` that `steps` tokens name.
    @inline(__always)
    func gather(
      _ table: UnsafePointer<Float>, every width: Int, _ tokens: UnsafePointer<Int32>,
      to target: UnsafeMutablePointer<Float>, every stride: Int, count: Int, steps: Int
    ) {
      var step: Int = 0
      while step < steps {
        let row: Int = Int(tokens[step]) &* width
        copy(table + row, to: target + step &* stride, count: count)
        step &+= 1
      }
    }

    /// Sets `count` elements for each of `steps` tokens to 0 but for a 1 where the token says; to 0 alone
    /// for rows of a batch that have ended, whose tokens nobody has made.
    @inline(__always)
    func onehot(
      _ tokens: UnsafePointer<Int32>, to target: UnsafeMutablePointer<Float>, every stride: Int,
      count: Int, steps: Int
    ) {
      var step: Int = 0
      while step < steps {
        let row: UnsafeMutablePointer<Float> = target + step &* stride
        fill(row, 0, count: count)
        let token: Int = Int(tokens[step])
        if 0 <= token, token < count { row[token] = 1 }
        step &+= 1
      }
    }

    /// Asks for what lies `offset` elements past `place`, which need not be memory of ours.
    @inline(__always)
    func prefetch(_ place: UnsafePointer<Float>, _ offset: Int) { recur_prefetch(place + offset) }

    /// Where a row begins among rows of `stride` elements. Written with operators it takes the type checker
    /// 2 ms.
    @inline(__always)
    func offset(_ row: Int, _ stride: Int) -> Int { row &* stride }

    /// Where the row begins that is `next` rows past `row`.
    @inline(__always)
    func offset(_ row: Int, _ next: Int, _ stride: Int) -> Int { (row &+ next) &* stride }

    /// Where the `room` rows of a batch have what takes none of the time steps, behind what they have in common
    /// and `fixed` elements of each row.
    @inline(__always)
    func place(
      _ workspace: UnsafeMutablePointer<Float>, _ common: Int, _ fixed: Int, _ room: Int
    ) -> UnsafeMutablePointer<Float> {
      workspace + (common &+ fixed &* room)
    }

    /// Where the `room` rows of a batch have what takes `perStep` elements for each time step of the capacity,
    /// behind what they have in common, and `fixed` elements of each row.
    @inline(__always)
    func place(
      _ workspace: UnsafeMutablePointer<Float>, _ common: Int, _ fixed: Int, _ perStep: Int,
      _ capacity: Int, _ room: Int
    ) -> UnsafeMutablePointer<Float> {
      workspace + (common &+ (fixed &+ perStep &* capacity) &* room)
    }

    /// The memory at `place` seen as tokens.
    @inline(__always)
    func tokens(_ place: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Int32> {
      UnsafeMutableRawPointer(place).assumingMemoryBound(to: Int32.self)
    }

    /// The first element's address, which holds for as long as the span does.
    @inline(__always)
    func address(of span: Span<Float>) -> UnsafePointer<Float> {
      span.withUnsafeBufferPointer { $0.baseAddress.unsafelyUnwrapped }
    }

    /// The first element's address, which holds for as long as the span does.
    @inline(__always)
    func address(of span: inout MutableSpan<Float>) -> UnsafeMutablePointer<Float> {
      span.withUnsafeMutableBufferPointer { $0.baseAddress.unsafelyUnwrapped }
    }

    /// The first element's address, which holds for as long as the span does.
    @inline(__always)
    func address(of span: Span<Int32>) -> UnsafePointer<Int32> {
      span.withUnsafeBufferPointer { $0.baseAddress.unsafelyUnwrapped }
    }

    /// The first element's address, which holds for as long as the span does.
    @inline(__always)
    func address(of span: inout MutableSpan<Int32>) -> UnsafeMutablePointer<Int32> {
      span.withUnsafeMutableBufferPointer { $0.baseAddress.unsafelyUnwrapped }
    }
    """#
}
