/// The threads that run an entry point together.
public enum TeamTemplate {
  /// The source text; it needs that of `WorkersTemplate`.
  public static let source = #"""
    /// One of the threads that run an entry point together: each goes through all of it, computes its share
    /// of the tiles of every kernel, and meets the others before anyone reads what was written.
    struct Team {
      /// The thread's number, the caller's being zero.
      let worker: Int
      /// The threads.
      let count: Int
      /// Where they meet: how many are there and, on a cache line of its own, how often they have met;
      /// nil for a thread alone.
      let meeting: UnsafeMutablePointer<Int32>?

      /// A thread that has no others.
      static var alone: Team { Team(worker: 0, count: 1, meeting: nil) }

      var isFirst: Bool { worker == 0 }
      var isLast: Bool { worker == count &- 1 }

      /// How often one looks again before one lets other threads have the core.
      private static var patience: Int { 1000 }

      /// The thread's share of `whole` tiles, which are taken `step` at a time.
      func share(of whole: Int, by step: Int = 1) -> (start: Int, end: Int) {
        let blocks: Int = whole / step
        return (blocks &* worker / count &* step, blocks &* (worker &+ 1) / count &* step)
      }

      /// Waits until all threads are here; what each wrote before, all see then.
      func meet() {
        guard let meeting else { return }
        let rounds: UnsafeMutablePointer<Int32> = meeting + 16
        let round: Int32 = recur_load_shared(rounds)
        if recur_add_shared(meeting, 1) == Int32(count) {
          recur_store_shared(meeting, 0)
          recur_store_shared(rounds, round &+ 1)
          return
        }
        var looks: Int = 0
        while recur_load_shared(rounds) == round {
          recur_pause()
          looks &+= 1
          if looks > Self.patience { sched_yield() }
        }
      }
    }
    """#
}
