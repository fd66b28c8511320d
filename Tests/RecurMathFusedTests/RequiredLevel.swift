import CRecurSIMD

/// The level of CPU that this target is compiled for.
#if arch(x86_64)
  let requiredLevel: Int32 = RECUR_CPU_X86_64_V3
#else
  let requiredLevel: Int32 = RECUR_CPU_PORTABLE
#endif
