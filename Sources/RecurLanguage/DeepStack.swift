import Foundation

/// Runs `work` on a thread whose stack is deep enough for the recursion over nested expressions.
///
/// A secondary thread on macOS has half a megabyte; unoptimised code needs 125 KB for a cell inside another, of
/// which there are up to `BodyChecker.maximumDepth`.
func onDeepStack<T>(_ work: () -> T) -> T {
  withoutActuallyEscaping(work) { work in
    let call = DeepCall(work)
    let thread = Thread { call.run() }
    thread.stackSize = 64 << 20
    thread.start()
    return call.wait()
  }
}

/// Work on another thread and its result, which the caller waits for; so they never meet.
private final class DeepCall<T>: @unchecked Sendable {
  private var work: (() -> T)?
  private var result: T?
  private let done = DispatchSemaphore(value: 0)

  init(_ work: @escaping () -> T) { self.work = work }

  func run() {
    compute()
    done.signal()
  }

  /// Leaves no reference to the work behind, which must not outlive the caller's.
  private func compute() {
    result = work?()
    work = nil
  }

  func wait() -> T {
    done.wait()
    guard let result else { preconditionFailure("the work has not run") }
    return result
  }
}
