import Dispatch
import Foundation
import Synchronization

/// The end of this process from outside, before its work is done: what it holds then goes with it.
///
/// What is temporary and what runs is held here while it is. Whoever lets go of something waits for
/// ever once the end has begun, so that nothing goes on to report what the end has broken.
enum Interruption {
  private struct Held {
    var paths: Set<String> = []
    var processes: Set<Int32> = []
  }

  private static let held = Mutex(Held())

  /// Ends the process properly from now on when it is told to end, but for signals that whoever
  /// started it has it ignore, and where nobody reads what it writes.
  ///
  /// - Returns: what has to stay alive meanwhile.
  static func watch() -> [any DispatchSourceSignal] {
    // A write to a pipe that nobody reads fails then and says so.
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "interruption")
    return [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }.map { number in
      #if canImport(Darwin)
        signal(number, SIG_IGN)
      #endif
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { end(by: number) }
      source.resume()
      return source
    }
  }

  /// Holds a path at which something temporary will be.
  static func hold(_ url: URL) { held.withLock { held in _ = held.paths.insert(url.path) } }

  /// Makes a folder that is temporary.
  static func make(_ folder: URL) throws {
    try held.withLock { held in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      held.paths.insert(folder.path)
    }
  }

  /// Lets go of a path that is gone, or that is to stay.
  static func release(_ url: URL) {
    held.withLock { held in _ = held.paths.remove(url.path) }
  }

  /// Runs a program until it ends.
  ///
  /// - Throws: what `Process.run` does.
  static func run(_ process: Process) throws {
    try start(process)
    wait(for: process)
  }

  /// Starts a program, which `wait(for:)` must follow.
  static func start(_ process: Process) throws {
    try held.withLock { held in
      try process.run()
      held.processes.insert(process.processIdentifier)
    }
  }

  /// Waits until a program has ended. Where a signal that is meant for this process, too, ended it, so it
  /// does this one.
  static func wait(for process: Process) {
    process.waitUntilExit()
    held.withLock { held in _ = held.processes.remove(process.processIdentifier) }
    let signals = [SIGINT, SIGTERM, SIGHUP]
    if process.terminationReason == .uncaughtSignal, signals.contains(process.terminationStatus) {
      end(by: process.terminationStatus)
    }
  }

  /// Ends the programs that run, removes what is temporary, and ends this process by `number`, so that
  /// whoever started it sees that it was interrupted.
  static func end(by number: Int32) -> Never {
    held.withLock { held in
      for process in held.processes {
        // The programs that it has started are of its group, if it leads one.
        kill(-process, SIGKILL)
        kill(process, SIGKILL)
      }
      for path in held.paths { remove(path) }
      signal(number, SIG_DFL)
      var mask = sigset_t()
      sigemptyset(&mask)
      sigaddset(&mask, number)
      pthread_sigmask(SIG_UNBLOCK, &mask, nil)
      raise(number)
      _exit(128 + number)
    }
  }

  /// Removes a file or folder in which somebody may still write.
  private static func remove(_ path: String) {
    for _ in 0..<20 {
      do {
        try FileManager.default.removeItem(atPath: path)
        return
      } catch {
        guard FileManager.default.fileExists(atPath: path) else { return }
        usleep(10_000)
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let old = signal(number, SIG_IGN)
    signal(number, old)
    return unsafeBitCast(old, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
