import Foundation
import Synchronization
import Testing

@testable import RecurBinary

/// Programs that train take the least floats for 0.
@Suite struct FlushSubnormalsTests {
  @Test func whatIsTooSmallIsNothing() {
    #expect(Self.onThread { Self.half() } > 0)
    let half = Self.onThread {
      flushSubnormals()
      return Self.half()
    }
    #expect(half == 0)
  }

  @Test func soItIsOnThreadsThatAreStartedThen() {
    let half = Self.onThread {
      flushSubnormals()
      return Self.onThread { Self.half() }
    }
    #expect(half == 0)
  }

  private static let least = Mutex(Float.leastNormalMagnitude)

  /// Half of the least float that is not subnormal.
  private static func half() -> Float { least.withLock { $0 * 0.5 } }

  /// What a new thread computes.
  private static func onThread(_ body: @escaping @Sendable () -> Float) -> Float {
    final class Result: Sendable {
      let number = Mutex(Float.nan)
      let isThere = DispatchSemaphore(value: 0)
    }
    let result = Result()
    Thread {
      let number = body()
      result.number.withLock { $0 = number }
      result.isThere.signal()
    }.start()
    result.isThere.wait()
    return result.number.withLock { $0 }
  }
}
