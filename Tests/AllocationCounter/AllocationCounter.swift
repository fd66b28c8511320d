import Synchronization

/// Counts what one thread takes from the heap.
///
/// On Linux an executable that links this has its C library's allocation functions replaced by ones
/// that count and call the originals. Elsewhere nothing is counted.
public enum AllocationCounter {
  #if canImport(Glibc)
    /// Whether anything is counted on this system.
    public static let isAvailable = true
  #else
    /// Whether anything is counted on this system.
    public static let isAvailable = false
  #endif

  // There is one count, so whoever counts waits for whoever counts already.
  private static let turn = Mutex(())

  /// Calls `work` and counts what the calling thread allocates meanwhile.
  ///
  /// - Requires: `work` does not count.
  public static func count(during work: () throws -> Void) rethrows -> Int {
    try turn.withLock { _ in
      #if canImport(Glibc)
        allocationCount = 0
        countedThread = pthread_self()
        defer { countedThread = 0 }
        try work()
        return allocationCount
      #else
        try work()
        return 0
      #endif
    }
  }
}

#if canImport(Glibc)
  import Glibc

  // Read by the first allocation of the process, before anything could initialise them lazily: the
  // target is compiled with optimisation, which makes them constants in the data segment.
  nonisolated(unsafe) private var countedThread: pthread_t = 0
  nonisolated(unsafe) private var allocationCount = 0

  @inline(__always) private func note() {
    if countedThread != 0, countedThread == pthread_self() { allocationCount &+= 1 }
  }

  @_silgen_name("__libc_malloc")
  private func libraryMalloc(_ size: Int) -> UnsafeMutableRawPointer?

  @_silgen_name("__libc_calloc")
  private func libraryCalloc(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer?

  @_silgen_name("__libc_realloc")
  private func libraryRealloc(
    _ memory: UnsafeMutableRawPointer?, _ size: Int
  ) -> UnsafeMutableRawPointer?

  @_silgen_name("__libc_memalign")
  private func libraryAlign(_ alignment: Int, _ size: Int) -> UnsafeMutableRawPointer?

  // What follows is public for the linker, to which whole-module optimisation hides the rest. The compiler
  // keeps the name `malloc` to itself, so the linker gives it (Package.swift).
  @_cdecl("recur_counted_malloc")
  public func countedMalloc(_ size: Int) -> UnsafeMutableRawPointer? {
    note()
    return libraryMalloc(size)
  }

  @_cdecl("calloc")
  public func countedCalloc(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
    note()
    return libraryCalloc(count, size)
  }

  @_cdecl("realloc")
  public func countedRealloc(
    _ memory: UnsafeMutableRawPointer?, _ size: Int
  ) -> UnsafeMutableRawPointer? {
    note()
    return libraryRealloc(memory, size)
  }

  @_cdecl("aligned_alloc")
  public func countedAlignedAllocation(_ alignment: Int, _ size: Int) -> UnsafeMutableRawPointer? {
    note()
    return libraryAlign(alignment, size)
  }

  @_cdecl("posix_memalign")
  public func countedAlign(
    _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ alignment: Int, _ size: Int
  ) -> Int32 {
    note()
    guard let memory = libraryAlign(alignment, size) else { return ENOMEM }
    result.pointee = memory
    return 0
  }
#endif
