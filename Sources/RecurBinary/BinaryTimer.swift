#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Times answers on the monotonic clock.
final class BinaryTimer {
  private var samples: [Double] = []

  /// Answers and notes the time of each of so many answers, several times over so that the first, cold
  /// run does not count.
  func measure<Answer>(answers: Int, _ answer: () throws -> Answer) rethrows -> Answer {
    let begin = Self.now()
    var result: Answer
    repeat {
      let start = Self.now()
      result = try answer()
      samples.append((Self.now() - start) / Double(max(answers, 1)))
      // Long answers have no need of repetition, and nobody wants to wait for it.
    } while samples.count % 5 != 0 && Self.now() - begin < 0.2
    return result
  }

  /// The median, as a line of text.
  var summary: String {
    guard !samples.isEmpty else { return "time: no answers" }
    let ordered = samples.sorted()
    let tenths = Int(ordered[ordered.count / 2] * 1e7)
    return "time: \(tenths / 10).\(tenths % 10) us per answer (median of \(ordered.count))"
  }

  /// The clock, in seconds.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
