import Dispatch
import Synchronization

/// Does work that is independent of each other side by side, as many at a time as there are cores, and
/// throws the fault of the first that has one when all have ended.
func concurrently(_ count: Int, _ work: (_ index: Int) throws -> Void) throws {
  // `concurrentPerform` returns when all is done, so what `work` refers to outlives its last use.
  nonisolated(unsafe) let work = work
  let faults = Mutex<[Int: any Error]>([:])
  DispatchQueue.concurrentPerform(iterations: count) { index in
    do { try work(index) } catch { faults.withLock { $0[index] = error } }
  }
  if let fault = faults.withLock({ $0.min { $0.key < $1.key }?.value }) { throw fault }
}
