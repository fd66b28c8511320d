/// Loops that do nothing but read, or nothing but multiply and add: what a kernel can at best come near.
public enum MachineLimitsTemplate {
  /// The source text.
  ///
  /// - Parameters:
  ///   - lanes: the floats in a vector.
  ///   - registers: the vector registers; all but four hold sums of products, which is enough to have
  ///     the most multiply-adds in flight that any of today's processors can.
  public static func source(lanes: Int, registers: Int) -> String {
    let sums = (0..<registers - 4).map { "s\($0)" }
    let fills: [(hole: String, lines: [String])] = [
      ("<#start#>", sums.enumerated().map { "var \($1) = V(repeating: Float(\($0)))" }),
      ("<#multiply#>", sums.map { "\($0) = recur_fma<#lanes#>(\($0), factor, term)" }),
      ("<#add#>", sums.map { "sum.pointee += \($0)" }),
    ]
    return fills.reduce(text) { source, fill in
      source.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
        guard line.hasSuffix(fill.hole) else { return [String(line)] }
        let indent = line.dropLast(fill.hole.count)
        return fill.lines.map { indent + $0 }
      }.joined(separator: "\n")
    }
    .replacingHole("<#sums#>", "\(sums.count)")
    .fillingLanes(lanes)
  }

  private static let text = #"""
    /// Loops that do nothing but read, or nothing but multiply and add.
    struct MachineLimits: ~Copyable {
      typealias V = SIMD<#lanes#><Float>

      private var buffer: UnsafeMutablePointer<V>
      private var count = 0
      /// What has come of it, in memory, so that nothing is left out for having no use.
      private let sum: UnsafeMutablePointer<V>

      init() {
        buffer = UnsafeMutablePointer<V>.allocate(capacity: 0)
        sum = UnsafeMutablePointer<V>.allocate(capacity: 1)
        sum.initialize(to: .zero)
      }

      deinit {
        buffer.deallocate()
        sum.deallocate()
      }

      /// Makes the memory that is read that large.
      private mutating func resize(bytes: Int) {
        let wanted: Int = max((bytes / (4 * <#lanes#>) + 7) / 8 * 8, 8)
        guard wanted != count else { return }
        buffer.deallocate()
        let memory = UnsafeMutableRawPointer.allocate(
          byteCount: wanted * 4 * <#lanes#>, alignment: 64)
        buffer = memory.bindMemory(to: V.self, capacity: wanted)
        buffer.initialize(repeating: .one, count: wanted)
        count = wanted
      }

      /// Reads that many bytes `times` times, in order, into eight independent sums.
      mutating func read(bytes: Int, _ times: Int) {
        resize(bytes: bytes)
        for _ in 0..<times { read(0, count) }
      }

      /// Reads that many bytes `times` times, in four places side by side, which some sizes are read
      /// faster by.
      mutating func readQuarters(bytes: Int, _ times: Int) {
        resize(bytes: bytes)
        for _ in 0..<times { readQuartersOnce() }
      }

      /// Reads that many bytes `times` times, pieces of them from the first to the last and from the last
      /// to the first by turns: what does not fit a cache is then found there in part.
      mutating func readTurns(bytes: Int, _ times: Int) {
        resize(bytes: bytes)
        let pieces: Int = (count + 127) / 128
        for time in 0..<times {
          for piece in 0..<pieces {
            let first: Int = 128 * (time & 1 == 0 ? piece : pieces - 1 - piece)
            read(first, min(first + 128, count))
          }
        }
      }

      @inline(never)
      private func read(_ first: Int, _ end: Int) { add(first, end, apart: 2, step: 8) }

      @inline(never)
      private func readQuartersOnce() { add(0, count / 4, apart: count / 4, step: 2) }

      /// Reads two vectors at each of four places that are `apart`, at every `step` of the first.
      @inline(__always)
      private func add(_ first: Int, _ end: Int, apart: Int, step: Int) {
        var s0 = V.zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
        var i: Int = first
        while i < end {
          let p: UnsafeMutablePointer<V> = buffer + i
          let q: UnsafeMutablePointer<V> = p + apart
          let r: UnsafeMutablePointer<V> = q + apart
          let t: UnsafeMutablePointer<V> = r + apart
          s0 += p[0]
          s1 += p[1]
          s2 += q[0]
          s3 += q[1]
          s4 += r[0]
          s5 += r[1]
          s6 += t[0]
          s7 += t[1]
          i &+= step
        }
        sum.pointee += (s0 + s1) + (s2 + s3) + (s4 + s5) + (s6 + s7)
      }

      /// Does at least `products` multiply-adds `times` times, each sum on its own.
      func multiply(_ products: Int, _ times: Int) {
        let rounds: Int = (products + <#sums#> * <#lanes#> - 1) / (<#sums#> * <#lanes#>)
        for _ in 0..<times { multiplyOnce(rounds) }
      }

      @inline(never)
      private func multiplyOnce(_ rounds: Int) {
        let factor = V(repeating: 0.5), term = V(repeating: 0.25)
        <#start#>
        var i: Int = 0
        while i < rounds {
          <#multiply#>
          i &+= 1
        }
        <#add#>
      }
    }
    """#
}
