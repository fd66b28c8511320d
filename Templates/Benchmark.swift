/// What every benchmark of `recur bench` shares: clock, samples, random numbers and the read that
/// others are compared to.
public enum BenchmarkTemplate {
  /// The source text, for reads of vectors of `lanes` floats.
  public static func source(lanes: Int) -> String { shared.fillingLanes(lanes) }

  private static let shared = #"""
    /// The monotonic clock, in seconds.
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The times of one thing, done so often a round that the clock's own time does not matter.
    struct Sampler {
      /// How often it is done in a round.
      private(set) var count: Int
      private var isCalibrated: Bool
      private let fixed: Int
      private var times: [Double] = []

      /// Does it `fixed` times a round, or as often as takes five milliseconds if that is zero.
      init(fixed: Int) {
        count = max(fixed, 1)
        isCalibrated = false
        self.fixed = fixed
      }

      /// Notes the seconds of a round; the first ones only find the count and warm up.
      mutating func add(_ seconds: Double) {
        if isCalibrated {
          times.append(seconds / Double(count))
        } else if fixed > 0 || seconds > 0.005 {
          isCalibrated = true
        } else {
          count *= 2
        }
      }

      /// Whether there are enough rounds.
      var isDone: Bool { times.count >= rounds }

      /// The median of the rounds, in seconds.
      var median: Double { times.sorted()[times.count / 2] }

      /// The fastest round, in seconds: the one that other programs disturb least.
      var fastest: Double { times.min() ?? 0 }
    }

    /// How many rounds count.
    let rounds = 41

    /// Steele, Lea and Flood's generator (2014).
    struct RandomNumbers {
      var state: UInt64 = 1

      mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
      }

      /// Numbers around zero that keep activations away from their limits.
      mutating func floats(_ count: Int) -> [Float] {
        (0..<count).map { _ in Float(next() >> 40) * 0x1p-26 - 0x1p-3 }
      }

      mutating func tokens(_ count: Int, below limit: Int) -> [Int32] {
        (0..<count).map { _ in Int32(next() % UInt64(limit)) }
      }
    }

    /// Memory of a number of bytes that can be read as fast as the processor reads.
    struct ReadBuffer: ~Copyable {
      let base: UnsafeMutablePointer<SIMD<#lanes#><Float>>
      let count: Int
      /// What has been read, which makes every read count.
      let sum: UnsafeMutablePointer<Float>

      init(bytes: Int) {
        count = max((bytes / (4 * <#lanes#>) + 7) / 8 * 8, 8)
        let memory = UnsafeMutableRawPointer.allocate(
          byteCount: count * 4 * <#lanes#>, alignment: 64)
        base = memory.bindMemory(to: SIMD<#lanes#><Float>.self, capacity: count)
        base.initialize(repeating: .one, count: count)
        sum = UnsafeMutablePointer.allocate(capacity: 1)
        sum.initialize(to: 0)
      }

      deinit {
        UnsafeMutableRawPointer(base).deallocate()
        sum.deallocate()
      }

      /// Reads everything once, in order, into eight independent sums.
      @inline(never)
      func read() {
        var s0 = SIMD<#lanes#><Float>.zero, s1 = s0, s2 = s0, s3 = s0
        var s4 = s0, s5 = s0, s6 = s0, s7 = s0
        var i: Int = 0
        while i < count {
          let p: UnsafeMutablePointer<SIMD<#lanes#><Float>> = base + i
          s0 += p[0]
          s1 += p[1]
          s2 += p[2]
          s3 += p[3]
          s4 += p[4]
          s5 += p[5]
          s6 += p[6]
          s7 += p[7]
          i &+= 8
        }
        sum.pointee += ((s0 + s1) + (s2 + s3) + (s4 + s5) + (s6 + s7))[0]
      }

      /// Reads everything once, in four places side by side, which some sizes are read faster by.
      @inline(never)
      func readQuarters() {
        var s0 = SIMD<#lanes#><Float>.zero, s1 = s0, s2 = s0, s3 = s0
        var s4 = s0, s5 = s0, s6 = s0, s7 = s0
        let quarter: Int = count / 4
        var i: Int = 0
        while i < quarter {
          let p: UnsafeMutablePointer<SIMD<#lanes#><Float>> = base + i
          let q: UnsafeMutablePointer<SIMD<#lanes#><Float>> = p + quarter
          let r: UnsafeMutablePointer<SIMD<#lanes#><Float>> = q + quarter
          let t: UnsafeMutablePointer<SIMD<#lanes#><Float>> = r + quarter
          s0 += p[0]
          s1 += p[1]
          s2 += q[0]
          s3 += q[1]
          s4 += r[0]
          s5 += r[1]
          s6 += t[0]
          s7 += t[1]
          i &+= 2
        }
        sum.pointee += ((s0 + s1) + (s2 + s3) + (s4 + s5) + (s6 + s7))[0]
      }
    }
    """#
}
