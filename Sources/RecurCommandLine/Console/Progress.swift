import Dispatch
import Synchronization

extension Console {
  /// Does `work`, and tells of it once it has taken a second: on a terminal in a line that counts the
  /// seconds and goes away, else in one plain line.
  func during<Result>(_ activity: String, _ work: () throws -> Result) rethrows -> Result {
    let shown = ProgressLine(activity: activity, console: self)
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { shown.tick() }
    timer.resume()
    defer {
      timer.cancel()
      shown.finish()
    }
    return try work()
  }
}

/// The line that tells what is going on.
private final class ProgressLine: Sendable {
  private let activity: String
  private let console: Console
  private let state = Mutex((seconds: 0, isFinished: false))

  init(activity: String, console: Console) {
    self.activity = activity
    self.console = console
  }

  func tick() {
    state.withLock { state in
      guard !state.isFinished else { return }
      state.seconds += 1
      if console.isTerminal {
        console.errors("\r\u{1b}[K\(activity) (\(state.seconds) s)")
      } else if state.seconds == 1 {
        console.errors("\(activity) ...\n")
      }
    }
  }

  func finish() {
    state.withLock { state in
      state.isFinished = true
      if console.isTerminal && state.seconds > 0 { console.errors("\r\u{1b}[K") }
    }
  }
}
