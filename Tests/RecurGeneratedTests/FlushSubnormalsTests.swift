import CRecurSIMD
import Foundation
import Synchronization
import Testing

/// Trainers take the least floats for 0, and leave their callers as they were.
@Suite struct FlushSubnormalsTests {
  @Test func whatIsTooSmallIsNothingMeanwhile() {
    let halves = Self.onThread {
      let before = Self.half()
      let mode = recur_flush_subnormals()
      let meanwhile = Self.half()
      recur_restore_subnormals(mode)
      return [before, meanwhile, Self.half()]
    }
    #expect(halves[0] > 0)
    #expect(halves[1] == 0)
    #expect(halves[2] == halves[0])
  }

  private static let least = Mutex(Float.leastNormalMagnitude)

  /// Half of the least float that is not subnormal.
  @inline(never)
  private static func half() -> Float { least.withLock { $0 * 0.5 } }

  /// What a new thread computes.
  private static func onThread(_ body: @escaping @Sendable () -> [Float]) -> [Float] {
    final class Result: Sendable {
      let numbers = Mutex<[Float]>([])
      let isThere = DispatchSemaphore(value: 0)
    }
    let result = Result()
    Thread {
      let numbers = body()
      result.numbers.withLock { $0 = numbers }
      result.isThere.signal()
    }.start()
    result.isThere.wait()
    return result.numbers.withLock { $0 }
  }
}
