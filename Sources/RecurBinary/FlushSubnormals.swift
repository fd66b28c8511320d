#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Has the processor take floats of a size below 1.2e-38 for 0, on this thread and on those that it starts.
///
/// A gradient that vanishes through time comes to such sizes, and most processors take many times as long for
/// them: `AddingRNN` of `Models/Runs/Memory` learns 12 times as fast without, on an Intel Xeon (Emerald Rapids).
func flushSubnormals() {
  var environment = fenv_t()
  guard fegetenv(&environment) == 0 else { return }
  #if arch(x86_64)
    // What comes out (bit 15) and what goes in (bit 6).
    environment.__mxcsr |= 0x8040
  #elseif arch(arm64)
    environment.__fpcr |= 1 << 24
  #endif
  fesetenv(&environment)
}
