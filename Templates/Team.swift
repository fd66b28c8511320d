/// The threads that run an entry point together.
public enum TeamTemplate {
  /// The source text; it needs that of `WorkersTemplate`.
  public static let source = #"""
    /// One of the threads that run an entry point together: each goes through all of it, computes some
    /// of the tiles of every kernel, and meets the others before anyone reads what was written.
    struct Team {
      /// The thread's number, the caller's being zero.
      let worker: Int
      /// The threads.
      let count: Int
      /// Where they meet: how many are there, how often they have met, and of each thread what `taken`
      /// answers, each on a cache line of its own; nil for a thread alone.
      let meeting: UnsafeMutablePointer<Int32>?

      /// A thread that has no others.
      static var alone: Team { Team(worker: 0, count: 1, meeting: nil) }

      var isFirst: Bool { worker == 0 }
      var isLast: Bool { worker == count &- 1 }

      /// How often one looks again before one lets other threads have the core.
      private static var patience: Int { 1000 }

      /// The thread's share of `whole` rows.
      func share(of whole: Int) -> (start: Int, end: Int) {
        (whole &* worker / count, whole &* (worker &+ 1) / count)
      }

      /// Tiles for the thread, which no other gets: first those of its share, so that their weights stay in
      /// its cache, then what slower threads have not come to. All threads must ask for the same and `meet`
      /// before they ask again.
      ///
      /// - Parameters:
      ///   - whole: the tiles, a multiple of `step`.
      ///   - step: how many are taken at a time; the first of them is what one gets.
      ///   - backward: whether each share is gone through from its end.
      func tiles(of whole: Int, by step: Int = 1, backward: Bool = false) -> TeamTiles {
        TeamTiles(team: self, blocks: whole / step, step: step, backward: backward)
      }

      /// How many blocks of a thread's share have been taken, on a cache line of its own.
      func taken(of worker: Int) -> UnsafeMutablePointer<Int32>? {
        meeting.map { $0 + 16 &* (2 &+ worker) }
      }

      /// Waits until all threads are here; what each wrote before, all see then.
      func meet() {
        guard let meeting else { return }
        let rounds: UnsafeMutablePointer<Int32> = meeting + 16
        let round: Int32 = recur_load_shared(rounds)
        if recur_add_shared(meeting, 1) == Int32(count) {
          recur_store_shared(meeting, 0)
          for i in 0..<count { recur_store_shared(meeting + 16 &* (2 &+ i), 0) }
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

    /// The tiles that a thread of a team gets, one after the other.
    struct TeamTiles: Sequence, IteratorProtocol {
      private let team: Team
      private let blocks: Int
      private let step: Int
      private let backward: Bool
      /// How many threads' shares have been used up.
      private var passed: Int = 0
      /// The blocks that a thread without others has taken.
      private var own: Int = 0

      init(team: Team, blocks: Int, step: Int, backward: Bool) {
        self.team = team
        self.blocks = blocks
        self.step = step
        self.backward = backward
      }

      mutating func next() -> Int? {
        while passed < team.count {
          let behind: Int = team.worker &+ passed
          let worker: Int = behind < team.count ? behind : behind &- team.count
          let start: Int = blocks &* worker / team.count
          let end: Int = blocks &* (worker &+ 1) / team.count
          let block: Int
          if let taken = team.taken(of: worker) {
            block = Int(recur_add_shared(taken, 1)) &- 1
          } else {
            block = own
            own &+= 1
          }
          if block < end &- start {
            return (backward ? end &- 1 &- block : start &+ block) &* step
          }
          passed &+= 1
        }
        return nil
      }
    }
    """#
}
