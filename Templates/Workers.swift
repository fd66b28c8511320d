/// Threads that share the work of one call.
public enum WorkersTemplate {
  /// The source text of what must stand in front of everything else in a file.
  public static let imports = #"""

    #if canImport(Glibc)
      import Glibc
    #elseif canImport(Musl)
      import Musl
    #elseif canImport(Darwin)
      import Darwin
    #endif
    """#

  /// The source text.
  public static let source = #"""
    /// What a worker does of a job: the job and the worker's number, the caller's being zero.
    typealias WorkerBody = @convention(c) (UnsafeRawPointer, Int) -> Void

    /// Threads that wait for jobs and do them together with whoever gives one.
    ///
    /// A job allocates nothing. Who waits looks for the end of it for some microseconds and sleeps then.
    final class Workers {
      /// The workers, the caller included.
      let count: Int
      /// Where they can meet during a job, see `Team`.
      let meeting: UnsafeMutablePointer<Int32>
      private let state: WorkersState
      private let threads: UnsafeMutablePointer<pthread_t>

      /// Starts all workers but the caller, fewer if the system gives fewer.
      init(count wanted: Int) {
        state = WorkersState()
        meeting = .allocate(capacity: 16 * (2 + wanted))
        meeting.initialize(repeating: 0, count: 16 * (2 + wanted))
        threads = .allocate(capacity: max(wanted, 1))
        var started: Int = 1
        while started < wanted, let thread = state.start() {
          (threads + started).initialize(to: thread)
          started += 1
        }
        count = started
      }

      /// Ends the threads.
      deinit {
        state.stop()
        for i in 1..<max(count, 1) { pthread_join(threads[i], nil) }
        threads.deallocate()
        state.deallocate()
        meeting.deallocate()
      }

      /// Has every worker do its part of a job, and returns when all have.
      func run(_ job: UnsafeRawPointer, _ body: WorkerBody) {
        state.give(job, body, to: count - 1)
        body(job, 0)
        state.wait()
      }
    }

    /// What workers share.
    private struct WorkersState: @unchecked Sendable {
      private struct Shared {
        var isStopping = false
        /// The threads that have started.
        var threads: Int = 0
        var job: UnsafeRawPointer? = nil
        var body: WorkerBody? = nil
      }

      private let shared = UnsafeMutablePointer<Shared>.allocate(capacity: 1)
      /// The jobs that have been given.
      private let round: UnsafeMutablePointer<Int32>
      /// The threads that have not done with the latest.
      private let working: UnsafeMutablePointer<Int32>
      private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
      private let given = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
      private let done = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

      /// How often one looks again before one sleeps.
      private static var patience: Int { 200 }

      init() {
        shared.initialize(to: Shared())
        round = .allocate(capacity: 1)
        round.initialize(to: 0)
        working = .allocate(capacity: 1)
        working.initialize(to: 0)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(given, nil)
        pthread_cond_init(done, nil)
      }

      func deallocate() {
        pthread_cond_destroy(done)
        pthread_cond_destroy(given)
        pthread_mutex_destroy(mutex)
        done.deallocate()
        given.deallocate()
        mutex.deallocate()
        working.deallocate()
        round.deallocate()
        shared.deallocate()
      }

      /// Starts a thread, or answers nil if the system has none.
      func start() -> pthread_t? {
        let copy = UnsafeMutablePointer<WorkersState>.allocate(capacity: 1)
        copy.initialize(to: self)
        #if canImport(Darwin)
          var thread: pthread_t? = nil
          let code = pthread_create(&thread, nil, { WorkersState.main($0) }, copy)
        #else
          var thread = pthread_t()
          let code = pthread_create(&thread, nil, { WorkersState.main($0!) }, copy)
        #endif
        if code == 0 { return thread }
        copy.deallocate()
        return nil
      }

      func stop() {
        pthread_mutex_lock(mutex)
        shared.pointee.isStopping = true
        pthread_cond_broadcast(given)
        pthread_mutex_unlock(mutex)
      }

      func give(_ job: UnsafeRawPointer, _ body: WorkerBody, to threads: Int) {
        pthread_mutex_lock(mutex)
        shared.pointee.job = job
        shared.pointee.body = body
        recur_store_shared(working, Int32(threads))
        recur_store_shared(round, round.pointee &+ 1)
        pthread_cond_broadcast(given)
        pthread_mutex_unlock(mutex)
      }

      /// Waits until all threads have done.
      func wait() {
        var looks: Int = 0
        while looks < Self.patience, recur_load_shared(working) > 0 {
          recur_pause()
          looks &+= 1
        }
        pthread_mutex_lock(mutex)
        while recur_load_shared(working) > 0 { pthread_cond_wait(done, mutex) }
        pthread_mutex_unlock(mutex)
      }

      private static func main(_ place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        let copy = place.assumingMemoryBound(to: WorkersState.self)
        let state = copy.pointee
        copy.deallocate()
        state.work()
        return nil
      }

      /// Does jobs until there will be no more.
      private func work() {
        pthread_mutex_lock(mutex)
        shared.pointee.threads += 1
        let worker: Int = shared.pointee.threads
        pthread_mutex_unlock(mutex)
        var seen: Int32 = 0
        while true {
          var looks: Int = 0
          while looks < Self.patience, recur_load_shared(round) == seen {
            recur_pause()
            looks &+= 1
          }
          pthread_mutex_lock(mutex)
          while recur_load_shared(round) == seen, !shared.pointee.isStopping {
            pthread_cond_wait(given, mutex)
          }
          let isStopping = recur_load_shared(round) == seen
          seen = recur_load_shared(round)
          let job = shared.pointee.job
          let body = shared.pointee.body
          pthread_mutex_unlock(mutex)
          if isStopping { return }
          body.unsafelyUnwrapped(job.unsafelyUnwrapped, worker)
          pthread_mutex_lock(mutex)
          recur_store_shared(working, working.pointee &- 1)
          if working.pointee == 0 { pthread_cond_signal(done) }
          pthread_mutex_unlock(mutex)
        }
      }
    }
    """#
}
